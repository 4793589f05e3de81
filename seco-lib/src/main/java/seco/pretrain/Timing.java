package seco.pretrain;

import seco.run.Curve;

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
  static Timing of(long step, double seconds, double waitSeconds) {
    return new Timing(step, seconds, waitSeconds, seconds > 0 ? waitSeconds / seconds : 0);
  }
}
