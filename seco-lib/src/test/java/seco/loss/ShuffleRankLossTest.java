package seco.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.tensor.Gradients;

class ShuffleRankLossTest {
  private static final double THETA = 0.05;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Golden values C and C4, of the authors' own functions: (B, n segments, 2 clips, dim). */
  @ParameterizedTest
  @CsvSource({
    "2, true, 3.2349295402",
    "2, false, 20.0593221023",
    "4, true, 3.8601059377",
    "4, false, 19.9704559598"
  })
  void evaluate_goldenC(int segments, boolean clamp, double expected) {
    NDArray f = DualVarGoldens.sines(manager, 1.1, 0.2, 3, 2, segments, 2, 3);
    ShuffleRankLoss.Ranking ranking =
        new ShuffleRankLoss(THETA, clamp).evaluate(f.get(":, :, 0"), f.get(":, :, 1"));
    // The exponents' softplus is linear above 20, which costs up to 2e-9.
    assertEquals(expected, ranking.loss().getDouble(), 5e-9);
  }

  @Test
  void evaluate_oneVideo_byHand() {
    NDArray reference = manager.create(new double[] {1, 0, 0, 1}, new Shape(1, 2, 2));
    NDArray shuffled = manager.create(new double[] {0.8, 0.6, 0.6, 0.8}, new Shape(1, 2, 2));
    // Anchor r1 has its counterpart at 0.8, the others r2 at 0 and p2 at 0.6; r2 alike. Anchor p1
    // has its counterpart at 0.8, the others r2 at 0.6 and p2 at 0.96; p2 alike.
    double r = softPlus(-0.8 / 0.5) + softPlus(-0.2 / 0.5);
    double p = softPlus(-0.2 / 0.5) + softPlus(0.16 / 0.5);
    ShuffleRankLoss.Ranking ranking = new ShuffleRankLoss(0.5, false).evaluate(reference, shuffled);
    assertEquals((r + p) / 4, ranking.loss().getDouble(), 1e-12);
    assertArrayEquals(new float[] {0.5f}, ranking.top1().toFloatArray(), "r1 and r2 are right");
  }

  private static double softPlus(double x) {
    return Math.log1p(Math.exp(x));
  }

  @Test
  void top1_ofEachVideo_isItsOwn() {
    double[] reference = {1, 0, 0, 1, 1, 0, 0, 1};
    double[] shuffled = {1, 0, 0, 1, 0, 1, 1, 0}; // the second video's are exchanged
    Shape shape = new Shape(2, 2, 2);
    ShuffleRankLoss.Ranking ranking =
        new ShuffleRankLoss(THETA, true)
            .evaluate(manager.create(reference, shape), manager.create(shuffled, shape));
    assertArrayEquals(new float[] {1, 0}, ranking.top1().toFloatArray());
  }

  /** Of random unit vectors one in 2n - 1 is nearest to its counterpart. */
  @Test
  void top1_ofRandomSegments_isChance() {
    NDArray reference = DualVarGoldens.unit(manager, new Random(1), 4000, 2, 8);
    NDArray shuffled = DualVarGoldens.unit(manager, new Random(2), 4000, 2, 8);
    ShuffleRankLoss.Ranking ranking =
        new ShuffleRankLoss(THETA, true).evaluate(reference, shuffled);
    assertEquals(1 / 3.0, ranking.top1().mean().getFloat(), 0.02);
  }

  @Test
  void evaluate_exchangedClips_isTheSame() {
    NDArray r = DualVarGoldens.unit(manager, new Random(1), 3, 2, 5);
    NDArray p = DualVarGoldens.unit(manager, new Random(2), 3, 2, 5);
    ShuffleRankLoss loss = new ShuffleRankLoss(THETA, false);
    assertEquals(
        loss.evaluate(r, p).loss().getDouble(), loss.evaluate(p, r).loss().getDouble(), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void evaluate_gradient_isThatOfDifferences(boolean clamp) {
    NDArray shuffled = DualVarGoldens.unit(manager, new Random(2), 2, 3, 4);
    NDArray at = DualVarGoldens.unit(manager, new Random(1), 2, 3, 4).reshape(6, 4);
    ShuffleRankLoss loss = new ShuffleRankLoss(0.2, clamp);
    Arrays64.assertGradient(at, x -> loss.evaluate(x.reshape(2, 3, 4), shuffled).loss());
  }

  /** Exchanged segments: with the clamp their terms across the clips teach nothing. */
  @Test
  void clamp_ofAViolationOfMoreThanFiveScales_passesNoGradient() {
    NDArray r = manager.create(new double[] {1, 0, 0, 1}, new Shape(1, 2, 2));
    NDArray p = manager.create(new double[] {0, 1, 1, 0}, new Shape(1, 2, 2));
    // Of r1: r2 is as far as the counterpart p1 (exponent 0), p2 is 1 nearer (20, clamped to 5).
    ShuffleRankLoss clamped = new ShuffleRankLoss(THETA, true);
    double expected = (softPlus(0) + softPlus(5)) / 2;
    assertEquals(expected, clamped.evaluate(r, p).loss().getDouble(), 1e-12);
    assertEquals(0, norm(r, p, clamped), 1e-12, "what is left, r2 less p1, are the same");
    // By r1: (40, -40) of terms across the clips, over the 8 terms; by r2 the opposite.
    assertEquals(10, norm(r, p, new ShuffleRankLoss(THETA, false)), 1e-6);
  }

  private double norm(NDArray r, NDArray p, ShuffleRankLoss loss) {
    NDArray leaf = r.duplicate();
    leaf.setRequiresGradient(true);
    Gradients.backward(() -> loss.evaluate(leaf, p).loss(), total -> total);
    return leaf.getGradient().norm().getDouble();
  }

  @Test
  void evaluate_oneSegment_isRefused() {
    NDArray one = DualVarGoldens.unit(manager, new Random(1), 2, 1, 4);
    ShuffleRankLoss loss = new ShuffleRankLoss(THETA, true);
    assertThrows(IllegalArgumentException.class, () -> loss.evaluate(one, one));
    assertThrows(IllegalArgumentException.class, () -> new ShuffleRankLoss(0, true));
  }
}
