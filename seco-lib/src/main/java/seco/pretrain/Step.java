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
 * @param pretextTop1 share of right answers of a task that only chooses among classes
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
    Health health,
    @Curve("accuracy/pretext") double pretextTop1) {
  /** The columns of a table of steps. */
  public static final Columns<Step> COLUMNS = Columns.of(Step.class);

  /** A step of a contrast. */
  public Step(
      long step,
      double rate,
      double total,
      double inter,
      double interTop1,
      double intra,
      double intraTop1,
      double order,
      double orderTop1,
      double gradientNorm,
      Health health) {
    this(
        step,
        rate,
        total,
        inter,
        interTop1,
        intra,
        intraTop1,
        order,
        orderTop1,
        gradientNorm,
        health,
        Double.NaN);
  }

  /** A step of a task that only chooses among classes: its loss is the total. */
  static Step ofPretext(long step, double rate, double total, double top1, double gradientNorm) {
    double none = Double.NaN;
    return new Step(
        step, rate, total, none, none, none, none, none, none, gradientNorm, Health.UNKNOWN, top1);
  }
}
