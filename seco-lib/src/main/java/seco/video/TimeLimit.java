package seco.video;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * How long the decoding of a video may take, in processor time of the thread that decodes it: a
 * machine that is busy or suspended condemns no video, and the same video is judged the same.
 */
final class TimeLimit {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Duration limit;
  private final long endNanos;

  private TimeLimit(Duration limit, long endNanos) {
    this.limit = limit;
    this.endNanos = endNanos;
  }

  /** A limit for this thread's work from now on. */
  static TimeLimit of(Duration limit) {
    if (limit.isNegative() || limit.isZero() || limit.toDays() >= 365) {
      throw new IllegalArgumentException("a time limit of " + limit);
    }
    return new TimeLimit(limit, THREADS.getCurrentThreadCpuTime() + limit.toNanos());
  }

  /** No limit. */
  static TimeLimit none() {
    return new TimeLimit(Duration.ZERO, Long.MAX_VALUE);
  }

  boolean isOver() {
    return endNanos != Long.MAX_VALUE && THREADS.getCurrentThreadCpuTime() > endNanos;
  }

  /** The limit in words: {@code 90 s}. */
  @Override
  public String toString() {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
