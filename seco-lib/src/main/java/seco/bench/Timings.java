package seco.bench;

import java.util.Arrays;

/**
 * The times of a stage's rounds.
 *
 * @param seconds of each round, by the clock on the wall
 * @param processorSeconds of all rounds together, over all threads of the process
 */
public record Timings(double[] seconds, double processorSeconds) {
  public Timings {
    if (seconds.length == 0) {
      throw new IllegalArgumentException("no rounds");
    }
  }

  /** Number of rounds. */
  public int rounds() {
    return seconds.length;
  }

  /**
   * The time that a share of the rounds does not exceed, between two rounds on the line through
   * them.
   *
   * @param share 0.5 gives the median, 0 the shortest round
   */
  public double quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share + ": must lie in 0..1");
    }
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  public double median() {
    return quantile(0.5);
  }
}
