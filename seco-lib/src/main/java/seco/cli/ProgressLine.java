package seco.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import seco.run.Progress;

/**
 * Progress for people: on a terminal one line that is overwritten, elsewhere a line at every tenth.
 * The first of them waits some seconds, so that short work, and input that is refused early, is not
 * drowned in them.
 */
final class ProgressLine implements Progress {
  private static final double FIRST_LINE_SECONDS = 20;
  private static final double UPDATE_SECONDS = 0.1;

  private final PrintStream err;
  private final boolean terminal;
  private final String what;
  private final long before;
  private final LongSupplier nanos;
  private final long start;
  private long done;
  private long total;
  private long shownTenth;
  private double firstAt = Double.NaN;
  private double shownAt = Double.NEGATIVE_INFINITY;

  /**
   * @param what is counted
   * @param before how many of them were done before
   * @param nanos the clock
   */
  ProgressLine(PrintStream err, boolean terminal, String what, long before, LongSupplier nanos) {
    this.err = err;
    this.terminal = terminal;
    this.what = what;
    this.before = before;
    this.nanos = nanos;
    start = nanos.getAsLong();
    done = before;
  }

  @Override
  public synchronized void at(long done, long total) {
    this.done = done;
    this.total = total;
    double now = seconds();
    firstAt = Double.isNaN(firstAt) ? now : firstAt;
    boolean lasting = now - firstAt >= FIRST_LINE_SECONDS;
    long tenth = total == 0 ? 10 : done * 10 / total;
    if (terminal && now - shownAt >= UPDATE_SECONDS) {
      err.print("\r" + text(now) + "\u001B[K");
      err.flush();
      shownAt = now;
    } else if (!terminal && lasting && tenth > shownTenth && done < total) {
      err.println(text(now));
      shownTenth = tenth;
    }
  }

  private double seconds() {
    return (nanos.getAsLong() - start) / 1e9;
  }

  private String text(double now) {
    double rate = now > 0 ? (done - before) / now : 0;
    String text = String.format(Locale.ROOT, "%d of %d %s", done, total, what);
    if (rate <= 0) {
      return text;
    }
    text += String.format(Locale.ROOT, rate >= 1 ? ", %.1f/s" : ", %.3f/s", rate);
    return done >= total
        ? text + ", took " + clock(now)
        : text + ", " + clock((total - done) / rate) + " left";
  }

  private static String clock(double seconds) {
    long s = Math.round(seconds);
    return s < 3600
        ? "%d:%02d".formatted(s / 60, s % 60)
        : "%d:%02d:%02d".formatted(s / 3600, s / 60 % 60, s % 60);
  }

  /** Shows the last state for good. */
  synchronized void finish() {
    if (total > 0) {
      err.println((terminal ? "\r" : "") + text(seconds()) + (terminal ? "\u001B[K" : ""));
    }
  }

  /** Makes room for a complaint. */
  synchronized void clear() {
    if (terminal) {
      err.print("\r\u001B[K");
    }
  }
}
