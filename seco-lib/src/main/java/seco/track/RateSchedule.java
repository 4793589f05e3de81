package seco.track;

/**
 * The learning rate of a head's training, constant within an epoch but for a linear rise in the
 * first steps.
 *
 * @param form of its fall
 * @param first rate
 * @param last rate, which a fall by steps does not ask for
 * @param warmupSteps of the rise; 0 for none
 */
public record RateSchedule(Form form, double first, double last, int warmupSteps) {
  private static final int STEP_EPOCHS = 10;
  private static final int MOST_DROPS = 3;

  /** How the rate falls. */
  public enum Form {
    /** By the same factor each epoch, so that the last rate would be that of the epoch after. */
    EXPONENTIAL,
    /** The same, but that the last epoch has the last rate. */
    LOGSPACE,
    /** To a tenth after 10, 20 and 30 epochs. */
    STEPS
  }

  public RateSchedule {
    Bounds.requirePositive("training.rate.first", first);
    Bounds.requirePositive("training.rate.last", last);
    Bounds.require("training.rate.warmupSteps", warmupSteps, 0, Integer.MAX_VALUE);
  }

  /** The rate of an epoch, counted from 0. */
  double ofEpoch(int epoch, int epochs) {
    return switch (form) {
      case EXPONENTIAL -> first * Math.pow(last / first, (double) epoch / epochs);
      case LOGSPACE -> first * Math.pow(last / first, epoch / Math.max(1.0, epochs - 1));
      case STEPS -> first * Math.pow(0.1, Math.min(MOST_DROPS, epoch / STEP_EPOCHS));
    };
  }

  /** The rate of a step, counted from 0 over all epochs. */
  double rate(long step, long stepsPerEpoch, int epochs) {
    double rise = step < warmupSteps ? (double) step / warmupSteps : 1;
    return rise * ofEpoch((int) (step / stepsPerEpoch), epochs);
  }
}
