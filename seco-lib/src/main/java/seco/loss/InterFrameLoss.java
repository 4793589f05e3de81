package seco.loss;

import ai.djl.ndarray.NDArray;
import java.util.List;
import seco.Paper;

/**
 * Inter-frame instance discrimination: which keys are of the query's video?
 *
 * <p>The mean of {@link InfoNce} over the positives of a video. They share their negatives, so one
 * log-sum-exp over the memory serves them all. With a single positive it is MoCo's loss.
 */
@Paper(equation = 2)
public final class InterFrameLoss {
  private final InfoNce nce;

  public InterFrameLoss(double temperature) {
    nce = new InfoNce(temperature);
  }

  /**
   * Eq. (2), averaged over the batch.
   *
   * @param query (N, D)
   * @param positives keys of the same videos, each (N, D): three in SeCo
   * @param memory keys of other videos (K, D)
   * @return a scalar
   */
  public NDArray evaluate(NDArray query, List<NDArray> positives, NDArray memory) {
    NDArray negatives = nce.logSumExp(query, memory); // (N)
    NDArray sum = null;
    for (NDArray key : positives) {
      NDArray loss = nce.loss(nce.similarity(query, key), negatives).mean();
      sum = sum == null ? loss : sum.add(loss);
    }
    if (sum == null) {
      throw new IllegalArgumentException("no positive keys");
    }
    return sum.div(positives.size());
  }
}
