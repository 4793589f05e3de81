package seco.track;

import seco.InputException;

/** Requires settings to lie where they make sense. */
final class Bounds {
  private Bounds() {}

  /**
   * Requires a value from {@code least} to {@code most}.
   *
   * @param name of the setting by its path in a run's {@code config.json}
   * @throws InputException naming the setting, its value and the bounds
   */
  static void require(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new InputException(
          "%s %s: must lie in %s..%s".formatted(name, text(value), text(least), text(most)));
    }
  }

  /** Requires a finite value above 0. */
  static void requirePositive(String name, double value) {
    if (!(value > 0) || !Double.isFinite(value)) {
      throw new InputException(name + " " + text(value) + ": must be above 0 and finite");
    }
  }

  /** A whole number without a point. */
  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
