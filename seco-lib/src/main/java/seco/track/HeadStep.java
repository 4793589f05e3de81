package seco.track;

import seco.run.Columns;
import seco.run.Curve;

/**
 * What a step of a head's training has recorded. Each number is a column of the run's {@code
 * metrics.csv}.
 *
 * @param step counted from 0
 * @param epoch counted from 0
 * @param rate of learning
 * @param loss of the responses
 * @param hits share of pairs whose greatest response lies on the object
 */
public record HeadStep(
    long step,
    long epoch,
    @Curve("training/rate") double rate,
    @Curve("loss/response") double loss,
    @Curve("accuracy/hits") double hits) {
  /** The columns of a table of steps. */
  public static final Columns<HeadStep> COLUMNS = Columns.of(HeadStep.class);
}
