package seco.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NtXentTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Golden value A, of the authors' own function. */
  @Test
  void evaluate_goldenA() {
    NDArray z = DualVarGoldens.sines(manager, 1.7, 0.3, 2, 3, 2, 4);
    Outcome outcome = new NtXent(0.07).evaluate(z.get(":, 0"), z.get(":, 1"));
    assertEquals(0.4873246047, outcome.loss().getDouble(), DualVarGoldens.TOLERANCE);
  }

  @Test
  void evaluate_twoSamples_byHand() {
    NDArray first = Arrays64.of(manager, 2, 1, 0, 0, 1);
    NDArray second = Arrays64.of(manager, 2, 0.8, 0.6, 0.6, -0.8);
    // Products over 0.5 of a, b with their positives A, B: aA 1.6, bB -1.6, ab 0, AB 0, aB 1.2, bA
    // 1.2. Each vector's positive stands first.
    double a = loss(1.6, 0, 1.2);
    double b = loss(-1.6, 0, 1.2);
    double otherA = loss(1.6, 1.2, 0);
    double otherB = loss(-1.6, 1.2, 0);
    Outcome outcome = new NtXent(0.5).evaluate(first, second);
    assertEquals((a + b + otherA + otherB) / 4, outcome.loss().getDouble(), 1e-12);
    assertEquals(0.5, outcome.accuracy().getFloat(), 1e-6, "the first sample's two are right");
  }

  private static double loss(double positive, double... negatives) {
    double sum = Math.exp(positive);
    for (double negative : negatives) {
      sum += Math.exp(negative);
    }
    return -Math.log(Math.exp(positive) / sum);
  }

  @Test
  void evaluate_swappedViewsOrSamples_isTheSame() {
    Random random = new Random(1);
    NDArray first = Arrays64.unit(manager, 4, 5, random);
    NDArray second = Arrays64.unit(manager, 4, 5, random);
    NtXent loss = new NtXent(0.07);
    double value = loss.evaluate(first, second).loss().getDouble();
    assertEquals(value, loss.evaluate(second, first).loss().getDouble(), 1e-12);
    NDArray order = manager.create(new long[] {2, 0, 3, 1});
    double moved = loss.evaluate(first.get(order), second.get(order)).loss().getDouble();
    assertEquals(value, moved, 1e-12);
  }

  @Test
  void evaluate_singleSample_hasNoLoss() {
    NDArray first = manager.create(new float[] {1, 0}).reshape(1, 2);
    NDArray second = manager.create(new float[] {0, 1}).reshape(1, 2);
    assertEquals(0, new NtXent(0.07).evaluate(first, second).loss().getFloat());
  }

  @Test
  void evaluate_float32_isNearFloat64() {
    Random random = new Random(2);
    NDArray first = Arrays64.unit(manager, 8, 16, random);
    NDArray second = Arrays64.unit(manager, 8, 16, random);
    NtXent loss = new NtXent(0.07);
    double exact = loss.evaluate(first, second).loss().getDouble();
    float single =
        loss.evaluate(first.toType(DataType.FLOAT32, true), second.toType(DataType.FLOAT32, true))
            .loss()
            .getFloat();
    assertEquals(exact, single, 1e-5 * exact);
  }

  @Test
  void evaluate_gradient_isThatOfDifferences() {
    Random random = new Random(3);
    NDArray second = Arrays64.unit(manager, 3, 4, random);
    NtXent loss = new NtXent(0.3);
    Arrays64.assertGradient(
        Arrays64.unit(manager, 3, 4, random), first -> loss.evaluate(first, second).loss());
  }

  @Test
  void evaluate_viewsOfDifferentSizes_areRefused() {
    Random random = new Random(4);
    NDArray first = Arrays64.unit(manager, 3, 4, random);
    NDArray second = Arrays64.unit(manager, 2, 4, random);
    assertThrows(IllegalArgumentException.class, () -> new NtXent(0.07).evaluate(first, second));
  }
}
