package seco.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VinceLossTest {
  @Test
  void evaluate_twoFramesOfTwoVideos_byHand() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray queries = Arrays64.of(manager, 2, 1, 0, 0, 1, -1, 0, 0, 1); // a1, a2, b1, b2
      NDArray first = Arrays64.of(manager, 2, 1, 0, -1, 0); // a1, b1
      NDArray second = Arrays64.of(manager, 2, 0, 1, 0, 1); // a2, b2
      NDArray memory = Arrays64.of(manager, 2, 0.6, 0.8);
      // a1 (negative 0.6): keys 1, 0; a2 (0.8): 0, 1; b1 (-0.6): 1, 0; b2 (0.8): 0, 1
      double loss =
          pair(0.6, 1)
              + pair(0.6, 0)
              + pair(0.8, 0)
              + pair(0.8, 1)
              + pair(-0.6, 1)
              + pair(-0.6, 0)
              + pair(0.8, 0)
              + pair(0.8, 1);
      Outcome outcome = new VinceLoss(1).evaluate(queries, List.of(first, second), memory);
      assertEquals(loss / 8, outcome.loss().getDouble(), 1e-12);
      assertEquals(5 / 8.0, outcome.accuracy().getFloat(), 1e-6, "the own key, and both of b1");
    }
  }

  private static double pair(double negative, double positive) {
    return Math.log(1 + Math.exp(negative - positive));
  }

  @Test
  void evaluate_oneFrame_isMoCo() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Random random = new Random(2);
      NDArray query = Arrays64.unit(manager, 4, 8, random);
      NDArray key = Arrays64.unit(manager, 4, 8, random);
      NDArray memory = Arrays64.unit(manager, 20, 8, random);
      assertEquals(
          new InfoNce(0.1).evaluate(query, key, memory).loss().getDouble(),
          new VinceLoss(0.1).evaluate(query, List.of(key), memory).loss().getDouble(),
          1e-12);
    }
  }

  @Test
  void evaluate_gradient_equalsFiniteDifferences() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Random random = new Random(3);
      List<NDArray> keys =
          List.of(
              Arrays64.unit(manager, 2, 3, random),
              Arrays64.unit(manager, 2, 3, random),
              Arrays64.unit(manager, 2, 3, random));
      NDArray memory = Arrays64.unit(manager, 5, 3, random);
      Arrays64.assertGradient(
          Arrays64.unit(manager, 6, 3, random),
          queries -> new VinceLoss(0.5).evaluate(queries, keys, memory).loss());
    }
  }
}
