package seco.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

final class CrossEntropyTest {
  @Test
  void evaluate_twoRows_byHand() {
    try (NDManager manager = NDManager.newBaseManager()) {
      double log2 = Math.log(2);
      // e^l: (2, 1, 1) with the first right: 2 of 4; (1, 1, 8) with the second right: 1 of 10
      NDArray logits = Arrays64.of(manager, 3, log2, 0, 0, 0, 0, 3 * log2);
      NDArray answers = manager.create(new float[] {0, 1});
      Outcome outcome = new CrossEntropy().evaluate(logits, answers);
      assertEquals((log2 + Math.log(10)) / 2, outcome.loss().getDouble(), 1e-12);
      assertEquals(0.5, outcome.accuracy().getFloat());
    }
  }

  @Test
  void evaluate_ofLargeLogits_staysFinite() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray logits = manager.create(new float[][] {{1000, 0}, {0, 1000}});
      Outcome outcome = new CrossEntropy().evaluate(logits, manager.create(new float[] {0, 0}));
      assertEquals(500, outcome.loss().getFloat());
      assertEquals(0.5, outcome.accuracy().getFloat());
    }
  }

  @Test
  void evaluate_gradient_equalsFiniteDifferences() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray answers = manager.create(new float[] {2, 0});
      Arrays64.assertGradient(
          Arrays64.of(manager, 3, 0.3, -1, 0.7, 2, 0.1, -0.4),
          logits -> new CrossEntropy().evaluate(logits, answers).loss());
    }
  }

  @Test
  void evaluate_ofTooFewAnswers_isRefused() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray logits = Arrays64.of(manager, 2, 1, 2, 3, 4);
      NDArray answers = manager.create(new float[] {0});
      assertThrows(
          IllegalArgumentException.class, () -> new CrossEntropy().evaluate(logits, answers));
    }
  }
}
