package seco.loss;

import ai.djl.ndarray.NDArray;
import java.util.List;
import seco.Paper;
import seco.tensor.Arithmetic;

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
   */
  public Outcome evaluate(NDArray query, List<NDArray> positives, NDArray memory) {
    InfoNce.Negatives negatives = nce.negatives(query, memory);
    List<Outcome> outcomes =
        positives.stream().map(key -> nce.outcome(nce.similarity(query, key), negatives)).toList();
    return new Outcome(
        mean(outcomes.stream().map(Outcome::loss).toList()),
        mean(outcomes.stream().map(Outcome::accuracy).toList()));
  }

  private static NDArray mean(List<NDArray> scalars) {
    NDArray sum = scalars.stream().reduce(NDArray::add).orElseThrow();
    return Arithmetic.times(sum, 1.0 / scalars.size());
  }
}
