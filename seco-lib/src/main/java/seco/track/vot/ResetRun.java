package seco.track.vot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import seco.track.Box;
import seco.track.Sequence;
import seco.track.Tracker;
import seco.video.Frame;

/**
 * A pass that is begun again some frames after each failure, which is a box that has nothing in
 * common with the truth.
 *
 * @param entries one a frame
 */
public record ResetRun(List<Entry> entries) {
  private static final int SKIPPED_FRAMES = 5;
  private static final int BURN_IN = 10;

  public ResetRun {
    entries = List.copyOf(entries);
  }

  /** What happened in a frame. */
  public enum Kind {
    SKIPPED,
    BEGUN,
    FAILED,
    TRACKED
  }

  /**
   * A frame.
   *
   * @param box of the tracker; absent unless the frame was tracked
   * @param overlap with the truth, both within the picture
   */
  public record Entry(Kind kind, Box box, double overlap) {
    /** The line of VOT's result files. */
    public String toLine() {
      return kind == Kind.TRACKED
          ? String.format(
              Locale.ROOT, "%.4f,%.4f,%.4f,%.4f", box.x(), box.y(), box.width(), box.height())
          : Integer.toString(kind.ordinal());
    }
  }

  /**
   * The pass of a tracker.
   *
   * @param truth region of each frame
   */
  public static ResetRun over(Sequence sequence, List<Polygon> truth, Tracker tracker) {
    List<Entry> entries = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < sequence.size(); i++) {
      Entry entry = new Entry(Kind.SKIPPED, Box.ABSENT, Double.NaN);
      if (i >= begin) {
        Frame frame = sequence.frame(i);
        if (i == begin) {
          tracker.init(frame, truth.get(i).toBox());
          entry = new Entry(Kind.BEGUN, Box.ABSENT, Double.NaN);
        } else {
          entry = tracked(frame, truth.get(i), tracker.update(frame));
        }
      }
      if (entry.kind() == Kind.FAILED) {
        begin = i + SKIPPED_FRAMES;
      }
      entries.add(entry);
    }
    return new ResetRun(entries);
  }

  private static Entry tracked(Frame frame, Polygon truth, Box box) {
    Polygon seen = truth.within(frame.width(), frame.height());
    Polygon found = Polygon.of(box).within(frame.width(), frame.height());
    double overlap = found.overlap(seen);
    return overlap > 0
        ? new Entry(Kind.TRACKED, box, overlap)
        : new Entry(Kind.FAILED, Box.ABSENT, 0);
  }

  /** How often the tracker failed. */
  public int failures() {
    return (int) entries.stream().filter(entry -> entry.kind() == Kind.FAILED).count();
  }

  /** Overlaps of the tracked frames that count: not the first ten of each beginning. */
  double[] countedOverlaps() {
    List<Double> counted = new ArrayList<>();
    int begun = 0;
    for (int i = 0; i < entries.size(); i++) {
      begun = entries.get(i).kind() == Kind.BEGUN ? i : begun;
      if (entries.get(i).kind() == Kind.TRACKED && i - begun >= BURN_IN) {
        counted.add(entries.get(i).overlap());
      }
    }
    return counted.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The mean overlap of all frames of several passes that count. */
  public static double accuracy(List<ResetRun> runs) {
    return runs.stream()
        .flatMapToDouble(run -> Arrays.stream(run.countedOverlaps()))
        .average()
        .orElse(Double.NaN);
  }
}
