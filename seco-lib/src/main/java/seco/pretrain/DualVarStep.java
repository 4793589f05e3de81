package seco.pretrain;

import seco.run.Columns;
import seco.run.Curve;

/**
 * One step of DualVar's training in plain numbers; NaN where one does not apply. Each number is a
 * column of the run's {@code metrics.csv}.
 *
 * @param step counted from 0
 * @param rate learning rate
 * @param total the loss that was trained
 * @param clip contrast of clips
 * @param clipTop1 share of clips nearer to their positive than to every negative
 * @param temporalCoherent contrast of the clips' segments
 * @param temporalCoherentTop1 as {@code clipTop1}, by the segments' means
 * @param shuffleRank loss of segments against those of the clips as they were
 * @param shuffleRankTop1Swapped share of segments nearest to their counterpart, of the videos whose
 *     segments were moved; NaN where there are none
 * @param shuffleRankTop1Identity the same of the others
 * @param swapped share of the videos whose segments were moved
 * @param gradientNorm L2 norm of the gradient
 * @param momentumDistance how far the trained encoder is ahead of the slow one, after the step; NaN
 *     where there is none
 */
public record DualVarStep(
    long step,
    @Curve("training/rate") double rate,
    @Curve("loss/total") double total,
    @Curve("loss/clip") double clip,
    @Curve("accuracy/clip") double clipTop1,
    @Curve("loss/temporalCoherent") double temporalCoherent,
    @Curve("accuracy/temporalCoherent") double temporalCoherentTop1,
    @Curve("loss/shuffleRank") double shuffleRank,
    @Curve("accuracy/shuffleRankSwapped") double shuffleRankTop1Swapped,
    @Curve("accuracy/shuffleRankIdentity") double shuffleRankTop1Identity,
    @Curve("training/swapped") double swapped,
    @Curve("training/gradientNorm") double gradientNorm,
    @Curve("health/momentumDistance") double momentumDistance) {
  /** The columns of {@code metrics.csv}. */
  public static final Columns<DualVarStep> COLUMNS = Columns.of(DualVarStep.class);
}
