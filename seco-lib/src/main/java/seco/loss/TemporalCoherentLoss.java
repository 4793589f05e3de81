package seco.loss;

import ai.djl.ndarray.NDArray;
import seco.tensor.Shapes;

/**
 * DualVar's inter-variant loss: all segments of a video belong together, against those of other
 * videos. The similarity of two clips is the mean of all n x n cosines between their segments,
 *
 * <pre>S(x, y) = 1/n^2 sum_i sum_j &lt;x_i, y_j&gt; = &lt;mean_i x_i, mean_j y_j&gt;</pre>
 *
 * <p>so that a clip is the mean of its segments, not brought to unit length again.
 */
public final class TemporalCoherentLoss {
  private final NtXent amongViews;
  private final InfoNce againstMemory;

  /**
   * @param temperature by which similarities are divided; 0.07 in DualVar
   */
  public TemporalCoherentLoss(double temperature) {
    amongViews = new NtXent(temperature);
    againstMemory = new InfoNce(temperature);
  }

  /** The mean of the segments of each clip: (N, n, D) to (N, D). */
  public static NDArray mean(NDArray segments) {
    Shapes.require("segments", segments, Shapes.ANY, Shapes.ANY, Shapes.ANY);
    return segments.mean(new int[] {1});
  }

  /** As SimCLR: two views (N, n, D) of the same videos, against each other and the others. */
  public Outcome evaluate(NDArray first, NDArray second) {
    return amongViews.evaluate(mean(first), mean(second));
  }

  /**
   * As MoCo: queries (N, n, D) with their keys (N, n, D) against a memory.
   *
   * @param memory the {@link #mean} of the segments of earlier keys (K, D)
   */
  public Outcome evaluate(NDArray query, NDArray key, NDArray memory) {
    return againstMemory.evaluate(mean(query), mean(key), memory);
  }
}
