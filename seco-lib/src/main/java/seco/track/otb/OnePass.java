package seco.track.otb;

import java.util.ArrayList;
import java.util.List;
import seco.InputException;
import seco.track.Box;
import seco.track.Sequence;
import seco.track.Tracker;
import seco.video.Frame;

/** One pass of a tracker over a sequence: begun with a box, never corrected. */
public final class OnePass {
  private OnePass() {}

  /** Hears of each frame. */
  @FunctionalInterface
  public interface Watcher {
    /** Tells nobody. */
    Watcher NONE = (number, frame, box) -> {};

    /** A frame of a number, counted from 0, and the tracker's box. */
    void saw(int number, Frame frame, Box box);
  }

  /** As the other, watched by nobody. */
  public static Trace over(Sequence sequence, Tracker tracker) {
    return over(sequence, tracker, Watcher.NONE);
  }

  /**
   * The pass from the sequence's start. Times are the tracker's, without reading pictures.
   *
   * @throws InputException if a picture is damaged, or the box is none to begin with
   */
  public static Trace over(Sequence sequence, Tracker tracker, Watcher watcher) {
    Box start = sequence.requireStart();
    List<Box> boxes = new ArrayList<>();
    double[] seconds = new double[sequence.size()];
    for (int i = 0; i < seconds.length; i++) {
      Frame frame = sequence.frame(i);
      long before = System.nanoTime();
      Box box = start;
      if (i == 0) {
        begin(sequence, frame, start, tracker);
      } else {
        box = tracker.update(frame);
      }
      seconds[i] = (System.nanoTime() - before) / 1e9;
      boxes.add(box);
      watcher.saw(i, frame, box);
    }
    return new Trace(boxes, seconds);
  }

  private static void begin(Sequence sequence, Frame frame, Box start, Tracker tracker) {
    try {
      tracker.init(frame, start);
    } catch (InputException e) {
      throw new InputException(sequence.startSource() + ": " + e.getMessage(), e);
    }
  }
}
