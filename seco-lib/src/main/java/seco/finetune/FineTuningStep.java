package seco.finetune;

import seco.run.Columns;
import seco.run.Curve;

/**
 * One step of fine-tuning in plain numbers; each is a column of the run's {@code metrics.csv}.
 *
 * @param step counted from 0
 * @param epoch counted from 0
 * @param rate learning rate
 * @param loss cross-entropy, the mean over the step's videos
 * @param top1 share of the step's videos that were recognised, under dropout
 * @param gradientNorm L2 norm of the gradient before it was clipped
 */
public record FineTuningStep(
    long step,
    long epoch,
    @Curve("training/rate") double rate,
    @Curve("loss/total") double loss,
    @Curve("accuracy/top1") double top1,
    @Curve("training/gradientNorm") double gradientNorm) {
  /** The columns of {@code metrics.csv}. */
  public static final Columns<FineTuningStep> COLUMNS = Columns.of(FineTuningStep.class);
}
