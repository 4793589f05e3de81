package seco.pretrain;

import java.util.Set;
import seco.run.Columns;
import seco.run.Curve;

/**
 * One step of a training on clips in plain numbers; NaN where one does not apply. Those of its
 * kind, DualVar's or a pretext task's, are the columns of the run's {@code metrics.csv}.
 *
 * @param step counted from 0
 * @param rate learning rate
 * @param total the loss that was trained
 * @param clip contrast of clips
 * @param clipTop1 share of clips nearer to their positive than to every negative
 * @param temporalCoherent contrast of the clips' segments
 * @param temporalCoherentTop1 as {@code clipTop1}, by the segments' means
 * @param shuffleRank loss of segments against those of the clips as they were; NaN, as all of it,
 *     where its weight is 0
 * @param shuffleRankTop1Swapped share of segments nearest to their counterpart, of the videos whose
 *     segments were moved; NaN where there are none
 * @param shuffleRankTop1Identity the same of the others
 * @param swapped share of the videos whose segments were moved
 * @param gradientNorm L2 norm of the gradient
 * @param momentumDistance how far the trained encoder is ahead of the slow one, after the step; NaN
 *     where there is none
 * @param pretextTop1 share of right answers to a pretext task, whose loss is {@code total}
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
    @Curve("health/momentumDistance") double momentumDistance,
    @Curve("accuracy/pretext") double pretextTop1) {
  /** The columns of any {@code metrics.csv}. */
  public static final Columns<DualVarStep> COLUMNS = Columns.of(DualVarStep.class);

  private static final String PRETEXT = "pretextTop1";

  /** Those of DualVar's. */
  static final Columns<DualVarStep> OF_CONTRAST = COLUMNS.where(name -> !name.equals(PRETEXT));

  /** Those of a pretext task's. */
  static final Columns<DualVarStep> OF_PRETEXT =
      COLUMNS.where(Set.of("step", "rate", "total", "gradientNorm", PRETEXT)::contains);

  /** A step of a pretext task. */
  static DualVarStep ofPretext(
      long step, double rate, double total, double top1, double gradientNorm) {
    double none = Double.NaN;
    return new DualVarStep(
        step,
        rate,
        total,
        none,
        none,
        none,
        none,
        none,
        none,
        none,
        none,
        gradientNorm,
        none,
        top1);
  }
}
