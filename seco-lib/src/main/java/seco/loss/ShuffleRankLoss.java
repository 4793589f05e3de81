package seco.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import seco.tensor.Arithmetic;
import seco.tensor.Shapes;

/**
 * DualVar's intra-variant loss: a segment's embedding in the shuffled clip is nearer to that of the
 * same segment in the clip as it was than to any other segment's. Of the 2n vectors f of a video,
 * with c(a) the same segment's in the other clip, each anchor a and each of the 2n - 2 others j
 * give
 *
 * <pre>log(1 + exp((&lt;f_a, f_j&gt; - &lt;f_a, f_c(a)&gt;) / scale))</pre>
 */
public final class ShuffleRankLoss {
  /** The exponent above which a term with clamp stays the same and teaches nothing. */
  private static final double LARGEST = 5;

  private static final float NEVER = -1e9f;

  private final double scale;
  private final boolean clamp;

  /**
   * @param scale theta, by which differences of cosines are divided; 0.05 in DualVar
   * @param clamp whether exponents end at 5, as in the authors' SimCLR flavour
   */
  public ShuffleRankLoss(double scale, boolean clamp) {
    if (!(scale > 0)) {
      throw new IllegalArgumentException("scale " + scale + ": must be above 0");
    }
    this.scale = scale;
    this.clamp = clamp;
  }

  /**
   * What the loss says of a batch.
   *
   * @param loss a scalar, the mean over videos, anchors and others
   * @param top1 (N), for each video the share of its anchors that are nearer to the same segment
   *     than to every other, without gradient; 1 / (2n - 1) by chance
   */
  public record Ranking(NDArray loss, NDArray top1) {}

  /**
   * Ranks the segments of two clips.
   *
   * @param reference of the clip as it was (N, n, D), n at least 2
   * @param shuffled of the shuffled clip (N, n, D), each segment put back in its own slot
   */
  public Ranking evaluate(NDArray reference, NDArray shuffled) {
    Shapes.require("reference", reference, Shapes.ANY, Shapes.ANY, Shapes.ANY);
    Shapes.require("shuffled", shuffled, reference.getShape().getShape());
    long videos = reference.getShape().get(0);
    int segments = Math.toIntExact(reference.getShape().get(1));
    if (segments < 2) {
      throw new IllegalArgumentException(segments + " segments: there is nothing to rank");
    }
    NDArray wrongness = wrongness(reference, shuffled); // (N, 2n, 2n), above 0 where j is nearer
    NDArray others = others(reference.getManager(), segments, wrongness.getDataType());
    NDArray bounded = clamp ? Arithmetic.atMost(wrongness, LARGEST) : wrongness;
    NDArray sum = Activation.softPlus(bounded).mul(others).sum();
    double terms = (double) videos * 2 * segments * (2 * segments - 2);
    return new Ranking(Arithmetic.times(sum, 1 / terms), top1(wrongness.stopGradient(), others));
  }

  private NDArray wrongness(NDArray reference, NDArray shuffled) {
    NDArray all = NDArrays.concat(new NDList(reference, shuffled), 1); // (N, 2n, D)
    NDArray cosines = all.matMul(all.transpose(0, 2, 1)); // (N, 2n, 2n)
    NDArray same = reference.mul(shuffled).sum(new int[] {2}); // (N, n)
    NDArray counterparts = NDArrays.concat(new NDList(same, same), 1).expandDims(2); // (N, 2n, 1)
    return Arithmetic.times(cosines.sub(counterparts), 1 / scale);
  }

  /** 1 where j is another segment than a, else 0: (2n, 2n). */
  private static NDArray others(NDManager manager, int segments, DataType type) {
    int rows = 2 * segments;
    float[] values = new float[rows * rows];
    for (int a = 0; a < rows; a++) {
      for (int j = 0; j < rows; j++) {
        values[a * rows + j] = a % segments == j % segments ? 0 : 1;
      }
    }
    return manager.create(values, new Shape(rows, rows)).toType(type, false);
  }

  private static NDArray top1(NDArray wrongness, NDArray others) {
    NDArray excluded = others.sub(1).mul(-NEVER); // 0, or never the greatest
    NDArray worst = wrongness.add(excluded).max(new int[] {2}); // (N, 2n)
    return worst.lt(0).toType(DataType.FLOAT32, false).mean(new int[] {1});
  }
}
