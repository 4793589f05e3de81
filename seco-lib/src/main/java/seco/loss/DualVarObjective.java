package seco.loss;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import seco.tensor.Arithmetic;

/**
 * DualVar's training objective: contrast of clips, temporal-coherent contrast of their segments,
 * and shuffle-rank, half against the first clip and half against its third view as it was.
 *
 * <p>L. Zhang, Q. She, Z. Shen and C. Wang, <i>Inter-intra Variant Dual Representations for
 * Self-supervised Video Recognition</i>, BMVC 2021, <a
 * href="https://arxiv.org/abs/2107.01194">arXiv:2107.01194</a>. The clips' contrast stands in the
 * authors' code, not in their overview figure.
 */
public final class DualVarObjective {
  private final DualVarWeights weights;
  private final NtXent amongClips;
  private final InfoNce againstMemory;
  private final TemporalCoherentLoss temporalCoherent;
  private final ShuffleRankLoss shuffleRank;

  /**
   * @param temperature of the contrast of clips; 0.07 in DualVar
   * @param segmentTemperature of the temporal-coherent contrast; 0.07 in DualVar
   * @param scale of the shuffle-rank loss; 0.05 in DualVar
   * @param clamp of the shuffle-rank loss; the authors have it in the SimCLR flavour alone
   */
  public DualVarObjective(
      DualVarWeights weights,
      double temperature,
      double segmentTemperature,
      double scale,
      boolean clamp) {
    this.weights = weights;
    amongClips = new NtXent(temperature);
    againstMemory = new InfoNce(temperature);
    temporalCoherent = new TemporalCoherentLoss(segmentTemperature);
    shuffleRank = new ShuffleRankLoss(scale, clamp);
  }

  /**
   * One view of a batch.
   *
   * @param clip (N, D), unit rows; of a memory (K, D)
   * @param segments (N, n, E), each of unit length; of a memory their means (K, E)
   */
  public record View(NDArray clip, NDArray segments) {}

  /**
   * The terms in the SimCLR flavour.
   *
   * @param first a clip of each video
   * @param second another
   * @param third segments of the first clip augmented anew (N, n, E)
   * @param shuffled of the third with its segments shuffled, each put back in its slot (N, n, E)
   */
  public DualVarTerms simClr(View first, View second, NDArray third, NDArray shuffled) {
    return terms(
        amongClips.evaluate(first.clip, second.clip),
        temporalCoherent.evaluate(first.segments, second.segments),
        ranking(first.segments, third, shuffled));
  }

  /**
   * The terms in the MoCo flavour.
   *
   * @param query of the first clip
   * @param key of the second clip, without gradient
   * @param memory of the keys of earlier batches
   * @param third segments of the first clip augmented anew (N, n, E)
   * @param shuffled of the third with its segments shuffled, each put back in its slot (N, n, E)
   */
  public DualVarTerms moCo(View query, View key, View memory, NDArray third, NDArray shuffled) {
    return terms(
        againstMemory.evaluate(query.clip, key.clip, memory.clip),
        temporalCoherent.evaluate(query.segments, key.segments, memory.segments),
        ranking(query.segments, third, shuffled));
  }

  /** The terms in the SimCLR flavour without shuffle-rank, which needs no third view. */
  public DualVarTerms simClr(View first, View second) {
    return terms(
        amongClips.evaluate(first.clip, second.clip),
        temporalCoherent.evaluate(first.segments, second.segments),
        null);
  }

  /** The terms in the MoCo flavour without shuffle-rank, which needs no third view. */
  public DualVarTerms moCo(View query, View key, View memory) {
    return terms(
        againstMemory.evaluate(query.clip, key.clip, memory.clip),
        temporalCoherent.evaluate(query.segments, key.segments, memory.segments),
        null);
  }

  private ShuffleRankLoss.Ranking ranking(NDArray first, NDArray third, NDArray shuffled) {
    ShuffleRankLoss.Ranking toFirst = shuffleRank.evaluate(first, shuffled);
    ShuffleRankLoss.Ranking toThird = shuffleRank.evaluate(third, shuffled);
    return new ShuffleRankLoss.Ranking(
        Arithmetic.times(toFirst.loss().add(toThird.loss()), 0.5),
        Arithmetic.times(toFirst.top1().add(toThird.top1()), 0.5));
  }

  private DualVarTerms terms(
      Outcome clip, Outcome coherent, ShuffleRankLoss.@Nullable Ranking ranking) {
    NDArray total = plus(null, clip.loss(), weights.clip());
    total = plus(total, coherent.loss(), weights.temporalCoherent());
    if (ranking != null) {
      total = plus(total, ranking.loss(), weights.shuffleRank());
    }
    if (total == null) {
      throw new IllegalStateException("no term has a weight");
    }
    return new DualVarTerms(clip, coherent, ranking, total);
  }

  private static @Nullable NDArray plus(@Nullable NDArray sum, NDArray loss, double weight) {
    if (weight == 0) {
      return sum; // not 0 times the loss, which may be no number
    }
    NDArray part = weight == 1 ? loss : Arithmetic.times(loss, weight);
    return sum == null ? part : sum.add(part);
  }
}
