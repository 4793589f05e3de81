package seco.pretrain;

import seco.run.Columns;
import seco.run.Curve;

/**
 * One step of training in plain numbers; NaN where a task does not apply. Each number is a column
 * of the run's {@code metrics.csv}.
 *
 * @param step counted from 0
 * @param rate learning rate
 * @param total the loss that was trained, Eq. (5)
 * @param inter loss of Eq. (2)
 * @param interTop1 share of positives nearer than every memory row
 * @param intra loss of Eq. (3)
 * @param intraTop1 share of queries whose own frame is the nearest of three
 * @param order loss of Eq. (4)
 * @param orderTop1 share of right answers of the order classifier
 * @param gradientNorm L2 norm of the gradient
 * @param health of the contrast
 */
public record Step(
    long step,
    @Curve("training/rate") double rate,
    @Curve("loss/total") double total,
    @Curve("loss/inter") double inter,
    @Curve("accuracy/inter") double interTop1,
    @Curve("loss/intra") double intra,
    @Curve("accuracy/intra") double intraTop1,
    @Curve("loss/order") double order,
    @Curve("accuracy/order") double orderTop1,
    @Curve("training/gradientNorm") double gradientNorm,
    Health health) {
  /** The columns of a table of steps. */
  public static final Columns<Step> COLUMNS = Columns.of(Step.class);
}
