package seco.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.core.Linear;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.tensor.Arithmetic;
import seco.tensor.Gradients;

/** The pass over blocks against all similarities at once. */
class BlockedNegativesTest {
  @ParameterizedTest
  @CsvSource({"300, 1000, 0.1", "2, 131500, 0.5", "7, 40001, 0.001", "600, 513, 0.07"})
  void of_largeMemory_equalsAllAtOnceWithItsGradient(int n, int rows, double temperature) {
    assertTrue(BlockedNegatives.serve(n, rows));
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      Random random = new Random(3);
      NDArray memory = Arrays64.unit(manager, rows, 8, random);
      NDArray values = Arrays64.unit(manager, n, 8, random);
      NDArray weights = Arrays64.unit(manager, 1, n, random).squeeze(0);
      NDArray expectedLeaf = Gradients.leaf(values);
      NDArray actualLeaf = Gradients.leaf(values.duplicate());
      InfoNce.Negatives expected =
          Gradients.recorded(
              () ->
                  InfoNce.Negatives.of(
                      Arithmetic.times(
                          Linear.linear(expectedLeaf, memory).singletonOrThrow(),
                          1 / temperature)));
      InfoNce.Negatives actual =
          Gradients.recorded(() -> new InfoNce(temperature).negatives(actualLeaf, memory));
      close(expected.logSumExp(), actual.logSumExp(), 1e-11 / temperature);
      close(expected.highest(), actual.highest(), 1e-11 / temperature);
      Gradients.backward(expected.logSumExp(), weights);
      Gradients.backward(actual.logSumExp(), weights);
      close(
          Gradients.of(expectedLeaf).orElseThrow(),
          Gradients.of(actualLeaf).orElseThrow(),
          1e-11 / temperature);
    }
  }

  @Test
  void serve_deskSizes_areTakenAtOnce() {
    assertFalse(BlockedNegatives.serve(32, 4096));
    assertTrue(BlockedNegatives.serve(32, 131_072));
  }

  @Test
  void of_oneDirection_isItsSimilarityPlusTheLogOfTheirNumber() {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray memory = Arrays64.of(manager, 2, 0.6, 0.8).broadcast(200_000, 2);
      NDArray query = Arrays64.of(manager, 2, 1, 0, 0, 1);
      InfoNce.Negatives negatives = BlockedNegatives.of(query, memory, 0.1);
      double[] found = negatives.logSumExp().toDoubleArray();
      assertEquals(6 + Math.log(200_000), found[0], 1e-9);
      assertEquals(8 + Math.log(200_000), found[1], 1e-9);
      assertArrayEquals(new double[] {6, 8}, negatives.highest().toDoubleArray(), 1e-12);
    }
  }

  private static void close(NDArray expected, NDArray actual, double tolerance) {
    assertArrayEquals(expected.toDoubleArray(), actual.toDoubleArray(), tolerance);
  }
}
