package seco.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TemporalCoherentLossTest {
  private static final double TAU = 0.07;

  private final NDManager manager = NDManager.newBaseManager();
  private final TemporalCoherentLoss loss = new TemporalCoherentLoss(TAU);

  @AfterEach
  void close() {
    manager.close();
  }

  /** Golden value B, of the authors' own function. */
  @Test
  void evaluate_twoViews_goldenB() {
    NDArray q = DualVarGoldens.sines(manager, 0.9, 0.1, 3, 3, 2, 2, 3);
    Outcome outcome = loss.evaluate(q.get(":, 0"), q.get(":, 1"));
    assertEquals(1.1549293955, outcome.loss().getDouble(), DualVarGoldens.TOLERANCE);
  }

  /** Golden value D1, of the authors' own function: MoCo's contrast of clips. */
  @Test
  void infoNce_goldenD1() {
    NDArray q = DualVarGoldens.sines(manager, 1.3, 0.5, 1, 3, 4);
    NDArray k = DualVarGoldens.sines(manager, 1.9, 0.7, 1, 3, 4);
    NDArray columns = DualVarGoldens.sines(manager, 0.6, 0.4, 0, 4, 4); // a key is a column
    Outcome outcome = new InfoNce(TAU).evaluate(q, k, columns.transpose());
    assertEquals(2.3594368225, outcome.loss().getDouble(), DualVarGoldens.TOLERANCE);
  }

  /** Golden value D2, of the authors' own function. */
  @Test
  void evaluate_memory_goldenD2() {
    NDArray q = DualVarGoldens.sines(manager, 1.3, 0.5, 2, 3, 2, 3);
    NDArray k = DualVarGoldens.sines(manager, 1.9, 0.7, 2, 3, 2, 3);
    NDArray queue = DualVarGoldens.sines(manager, 0.6, 0.4, 1, 2, 3, 4); // (n, D, K)
    NDArray memory = TemporalCoherentLoss.mean(queue.transpose(2, 0, 1));
    Outcome outcome = loss.evaluate(q, k, memory);
    assertEquals(3.9564510659, outcome.loss().getDouble(), DualVarGoldens.TOLERANCE);
  }

  /** S is the mean of all pairs' cosines, whichever segments they are of. */
  @Test
  void mean_productsOfMeans_areMeansOfProducts() {
    NDArray x = DualVarGoldens.unit(manager, new Random(1), 1, 3, 5);
    NDArray y = DualVarGoldens.unit(manager, new Random(2), 1, 3, 5);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        sum += x.get(0, i).mul(y.get(0, j)).sum().getDouble();
      }
    }
    NDArray product = TemporalCoherentLoss.mean(x).mul(TemporalCoherentLoss.mean(y)).sum();
    assertEquals(sum / 9, product.getDouble(), 1e-12);
  }

  @Test
  void evaluate_segmentsInAnotherOrder_isTheSame() {
    NDArray first = DualVarGoldens.unit(manager, new Random(1), 3, 2, 5);
    NDArray second = DualVarGoldens.unit(manager, new Random(2), 3, 2, 5);
    NDArray swapped = second.flip(1);
    assertEquals(
        loss.evaluate(first, second).loss().getDouble(),
        loss.evaluate(first, swapped).loss().getDouble(),
        1e-12);
  }

  @Test
  void evaluate_gradient_isThatOfDifferences() {
    NDArray second = DualVarGoldens.unit(manager, new Random(2), 3, 2, 4);
    NDArray at = DualVarGoldens.unit(manager, new Random(1), 3, 2, 4).reshape(6, 4);
    TemporalCoherentLoss mild = new TemporalCoherentLoss(0.4);
    Arrays64.assertGradient(at, x -> mild.evaluate(x.reshape(3, 2, 4), second).loss());
  }
}
