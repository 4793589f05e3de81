package seco.run;

import smile.stat.distribution.TDistribution;

/**
 * A mean over seeds with its 95 % confidence interval, by Student's t.
 *
 * @param mean of the values
 * @param halfWidth of the interval; NaN for a single value
 * @param values how many there are
 */
public record Interval(double mean, double halfWidth, int values) {
  private static final double UPPER = 0.975;

  /** The interval of values, one a seed. */
  public static Interval of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    if (values.length == 1) {
      return new Interval(mean, Double.NaN, 1);
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    int freedom = values.length - 1;
    double error = Math.sqrt(squares / freedom / values.length);
    return new Interval(mean, error * new TDistribution(freedom).quantile(UPPER), values.length);
  }
}
