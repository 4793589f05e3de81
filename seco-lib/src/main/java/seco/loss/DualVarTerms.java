package seco.loss;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * DualVar's terms. The contrasts are computed whether they are trained or only watched.
 *
 * @param clip contrast of clips
 * @param temporalCoherent contrast of the clips' segments
 * @param shuffleRank half against the first clip, half against the third, which was shuffled; null
 *     where there is no third view
 * @param total the weighted sum, which is what is trained
 */
public record DualVarTerms(
    Outcome clip,
    Outcome temporalCoherent,
    ShuffleRankLoss.@Nullable Ranking shuffleRank,
    NDArray total) {}
