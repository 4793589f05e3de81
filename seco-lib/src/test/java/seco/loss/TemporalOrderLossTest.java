package seco.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class TemporalOrderLossTest {
  private static final TemporalOrderLoss LOSS = new TemporalOrderLoss();

  @Test
  void evaluate_threeRows_isTheCrossEntropy() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray logits = Arrays64.of(manager, 2, 2, -1, 0.5, 0.5, 3, 1);
      NDArray queryFirst = manager.create(new double[] {1, 0, 0});
      double first = -Math.log(Math.exp(2) / (Math.exp(2) + Math.exp(-1))); // class 0
      double second = Math.log(2);
      double third = -Math.log(Math.exp(1) / (Math.exp(3) + Math.exp(1))); // class 1
      Outcome outcome = LOSS.evaluate(logits, queryFirst);
      assertEquals((first + second + third) / 3, outcome.loss().getDouble(), 1e-12);
      assertEquals(1 / 3.0, outcome.accuracy().getFloat(), 1e-6, "only the first row is right");
    }
  }

  @Test
  void evaluate_labelsAndClassesExchanged_isTheSame() {
    try (NDManager manager = NDManager.newBaseManager()) {
      double loss =
          LOSS.evaluate(Arrays64.of(manager, 2, 2, -1, 0.3, 1), manager.create(new double[] {1, 1}))
              .loss()
              .getDouble();
      double mirrored =
          LOSS.evaluate(Arrays64.of(manager, 2, -1, 2, 1, 0.3), manager.create(new double[] {0, 0}))
              .loss()
              .getDouble();
      assertEquals(loss, mirrored, 1e-12);
    }
  }

  @Test
  void evaluate_gradient_equalsFiniteDifferences() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray queryFirst = manager.create(new double[] {1, 0, 1});
      Arrays64.assertGradient(
          Arrays64.of(manager, 2, 2, -1, 0.5, 0.4, -3, 1),
          logits -> LOSS.evaluate(logits, queryFirst).loss());
    }
  }

  @Test
  void evaluate_wrongShapes_areRefused() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray three = Arrays64.of(manager, 3, 1, 2, 3);
      NDArray two = Arrays64.of(manager, 2, 1, 2);
      NDArray labels = manager.create(new double[] {1, 1});
      assertThrows(IllegalArgumentException.class, () -> LOSS.evaluate(three, labels));
      String message =
          assertThrows(IllegalArgumentException.class, () -> LOSS.evaluate(two, labels))
              .getMessage();
      assertEquals("queryFirst has shape (2), expected (1)", message);
    }
  }
}
