package seco.run;

/**
 * What a step cost; each number is a column of the run's {@code timing.csv}.
 *
 * @param step counted from 0
 * @param seconds it took
 * @param waitSeconds of them, for its batch
 * @param waitShare the share of the time that was waited, 0..1
 */
public record Timing(
    long step,
    @Curve("time/seconds") double seconds,
    @Curve("time/waitSeconds") double waitSeconds,
    @Curve("time/waitShare") double waitShare) {
  /** The columns of a table of timings. */
  public static final Columns<Timing> COLUMNS = Columns.of(Timing.class);

  /** The timing of a step that took seconds, some of them for its batch. */
  public static Timing of(long step, double seconds, double waitSeconds) {
    return new Timing(step, seconds, waitSeconds, seconds > 0 ? waitSeconds / seconds : 0);
  }
}
