package seco.run;

/**
 * One number that came out of one run.
 *
 * @param variant what was trained, a row of a table
 * @param seed of the run
 * @param score what was measured
 */
public record RunRecord(String variant, long seed, Score score) {
  /** A number that no protocol belongs to, such as seconds. */
  public RunRecord(String variant, long seed, String metric, double value) {
    this(variant, seed, new Score(metric, value, Card.EMPTY));
  }

  /** What was measured. */
  public String metric() {
    return score.metric();
  }

  /** The number. */
  public double value() {
    return score.value();
  }
}
