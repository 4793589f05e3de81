package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WorkedCorrelationTest {
  private static final WorkedCorrelation CASE =
      new WorkedCorrelation(
          new double[][] {{1, 2}, {0, -1}}, new double[][] {{0, 1, 0}, {1, 1, 2}, {0, 0, -1}});

  @Test
  void products_byHand() {
    assertArrayEquals(new double[] {0, 2, 0, -1}, CASE.products(0, 0));
    assertArrayEquals(new double[] {1, 4, 0, 1}, CASE.products(1, 1));
    assertEquals("1·1 + 2·2 + 0·0 + (-1)·(-1)", CASE.written(1, 1));
  }

  @Test
  void responses_ofTheLibrary_areTheSumsOfTheProducts() {
    double[][] responses = CASE.responses(0.5);
    assertArrayEquals(new double[] {0.5, -0.5}, responses[0]);
    assertArrayEquals(new double[] {1.5, 3}, responses[1]);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        double sum = Arrays.stream(CASE.products(i, j)).sum();
        assertArrayEquals(new double[] {0.5 * sum}, new double[] {responses[i][j]}, 1e-6);
      }
    }
  }
}
