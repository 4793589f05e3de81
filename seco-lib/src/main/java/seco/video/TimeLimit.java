package seco.video;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How long the reading of a video may take: so much processor time of the thread that reads it, so
 * that neither a busy machine nor a process that was paused makes a sound video late, and ten times
 * as much by the clock, for a disk that does not answer. An interrupted thread reads no further.
 */
final class TimeLimit {
  private static final long CLOCK_FACTOR = 10;
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Duration limit;
  private final long processorEnd;
  private final long clockEnd;

  private TimeLimit(Duration limit) {
    this.limit = limit;
    processorEnd = THREADS.getCurrentThreadCpuTime() + limit.toNanos();
    clockEnd = System.nanoTime() + CLOCK_FACTOR * limit.toNanos();
  }

  /** A limit for this thread's work from now on. */
  static TimeLimit of(Duration limit) {
    if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a time limit of " + limit);
    }
    return new TimeLimit(limit);
  }

  /** No limit; an interruption still ends the reading. */
  static TimeLimit none() {
    return new TimeLimit(Duration.ZERO);
  }

  /** Whether the time is over or the thread interrupted. */
  boolean isOver() {
    return isLate() || Thread.currentThread().isInterrupted();
  }

  private boolean isLate() {
    return !limit.isZero()
        && (THREADS.getCurrentThreadCpuTime() > processorEnd || System.nanoTime() - clockEnd > 0);
  }

  /**
   * Requires that there is time left.
   *
   * @param frames decoded so far, for the message
   * @throws DamagedVideoException if there is none
   * @throws UncheckedIOException if the thread is interrupted, which says nothing of the video
   */
  void require(Path file, int frames) {
    if (Thread.currentThread().isInterrupted()) {
      throw new UncheckedIOException(new InterruptedIOException(file + ": interrupted"));
    }
    if (isLate()) {
      throw new DamagedVideoException(
          Verdict.TIMED_OUT,
          file + ": not decoded within " + this + ", given up after frame " + frames);
    }
  }

  /** The limit in words: {@code 90 s}. */
  @Override
  public String toString() {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
