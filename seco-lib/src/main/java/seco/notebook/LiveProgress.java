package seco.notebook;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import seco.run.Progress;

/** One line that tells in place how far a piece of work has come, at most twice a second. */
public final class LiveProgress implements Progress {
  private static final double SECONDS_BETWEEN = 0.5;

  private final Screen screen;
  private final String what;
  private final long start = System.nanoTime();
  private Screen.@Nullable Place place;
  private double lastUpdate;
  private double firstCall;
  private long before = -1;

  /**
   * @param what the work, as the line begins: {@code lab videos}
   */
  public LiveProgress(Screen screen, String what) {
    this.screen = screen;
    this.what = what;
  }

  @Override
  public synchronized void at(long done, long total) {
    double seconds = (System.nanoTime() - start) / 1e9;
    if (before < 0) {
      before = done; // what was there already tells nothing of the pace
      firstCall = seconds;
    }
    boolean end = done >= total;
    if (!end && place != null && seconds - lastUpdate < SECONDS_BETWEEN) {
      return;
    }
    lastUpdate = seconds;
    String counted = String.format(Locale.ROOT, "%s: %,d of %,d", what, done, total);
    String line =
        counted + (end ? " · " + Pace.duration(seconds) : remaining(done, total, seconds));
    if (place == null) {
      place = screen.show(line);
    } else {
      place.update(line);
    }
  }

  private String remaining(long done, long total, double seconds) {
    if (done <= before) {
      return "";
    }
    double perPiece = (seconds - firstCall) / (done - before);
    return " · " + Pace.duration(perPiece * (total - done)) + " left";
  }
}
