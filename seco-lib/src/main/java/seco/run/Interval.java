package seco.run;

import smile.stat.distribution.GaussianDistribution;
import smile.stat.distribution.TDistribution;

/**
 * A mean with its 95 % confidence interval.
 *
 * @param mean of the values
 * @param halfWidth of the interval; NaN for a single value
 * @param values how many there are
 */
public record Interval(double mean, double halfWidth, int values) {
  private static final double UPPER = 0.975;

  /** The interval of values, one a seed, by Student's t. */
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

  /** Whether a value lies within the interval, its ends included; never where it has no width. */
  public boolean contains(double value) {
    return Math.abs(value - mean) <= halfWidth;
  }

  /**
   * The interval of a share of independent examples, such as an accuracy: how far chance in the
   * choice of the test examples alone carries it. By the normal approximation, which is good while
   * more than a few examples are right and more than a few wrong.
   *
   * @param share 0..1
   * @param examples of which it is a share
   */
  public static Interval ofShare(double share, int examples) {
    if (!(share >= 0 && share <= 1) || examples < 1) {
      throw new IllegalArgumentException("share " + share + " of " + examples + " examples");
    }
    double error = Math.sqrt(share * (1 - share) / examples);
    double width = error * GaussianDistribution.getInstance().quantile(UPPER);
    return new Interval(share, width, examples);
  }
}
