package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WorkedDescentTest {
  /** The gradient of the first step is (6, 8), of norm 10, and is clipped to 5. */
  private static final WorkedDescent CASE =
      new WorkedDescent(
          new double[] {1, -2},
          new double[][][] {{{4, 8}, {8, 8}}, {{2, 0}, {0, -2}}},
          5,
          0.5,
          0.1);

  @Test
  void steps_byHand() {
    WorkedDescent.Step first = CASE.byHand().get(0);
    assertArrayEquals(new double[] {6, 8}, first.mean(), 1e-12);
    assertEquals(10, first.norm(), 1e-12);
    assertArrayEquals(new double[] {3, 4}, first.clipped(), 1e-12);
    assertArrayEquals(new double[] {3, 4}, first.buffer(), 1e-12);
    assertArrayEquals(new double[] {4.5, 6}, first.followed(), 1e-12);
    assertArrayEquals(new double[] {0.55, -2.6}, first.weights(), 1e-12);
    WorkedDescent.Step second = CASE.byHand().get(1);
    assertArrayEquals(new double[] {1, -1}, second.clipped(), 1e-12);
    assertArrayEquals(new double[] {2.5, 1}, second.buffer(), 1e-12);
    assertArrayEquals(new double[] {2.25, -0.5}, second.followed(), 1e-12);
    assertArrayEquals(new double[] {0.325, -2.55}, second.weights(), 1e-12);
  }

  @Test
  void library_doesTheSame() {
    double[][] weights = CASE.library();
    for (int i = 0; i < weights.length; i++) {
      assertArrayEquals(CASE.byHand().get(i).weights(), weights[i], 1e-6);
    }
  }
}
