package seco.track.otb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import seco.track.Box;

/**
 * Other beginnings of a pass, as OTB's robustness tests take them: later frames (TRE) and boxes
 * beside the truth (SRE).
 */
public final class Perturbations {
  private static final int SEGMENTS = 20;
  private static final int SHORTEST = 20;
  private static final double SHIFT = 0.1;
  private static final int[] SCALES = {8, 9, 11, 12}; // tenths

  private Perturbations() {}

  /**
   * The frames, counted from 0, in which the passes of TRE begin: twenty spread over the sequence,
   * the last of which leaves twenty frames. Of short sequences there are fewer, or some repeat.
   *
   * @param frames of the sequence
   * @param usable whether a pass may begin in a frame
   */
  public static int[] starts(int frames, IntPredicate usable) {
    List<Integer> possible = new ArrayList<>();
    for (int i = 0; i < frames && frames - i >= SHORTEST; i++) {
      if (usable.test(i)) {
        possible.add(i);
      }
    }
    if (possible.isEmpty()) {
      return usable.test(0) ? new int[] {0} : new int[0];
    }
    int end = possible.size(); // e: the last, counted from 1
    List<Integer> starts = new ArrayList<>();
    for (int k = 0; k < SEGMENTS - 1 && (SEGMENTS - 1) + k * end < end * (SEGMENTS - 1); k++) {
      starts.add(possible.get(k * end / (SEGMENTS - 1))); // floor(1 + k e / 19), below e
    }
    starts.add(possible.get(end - 1));
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * The twelve boxes with which the passes of SRE begin, by the official names: shifts by a tenth
   * in four directions, corners moved by a tenth, and four other sizes; rounded and cut at the
   * picture's edge.
   */
  public static Map<String, Box> boxes(Box truth, int width, int height) {
    double dx = Math.ceil(SHIFT * (truth.width() + 1));
    double dy = Math.ceil(SHIFT * (truth.height() + 1));
    double left = -SHIFT * truth.width();
    double top = -SHIFT * truth.height();
    Map<String, Box> boxes = new LinkedHashMap<>();
    boxes.put("left", moved(truth, -dx, 0, -dx, 0));
    boxes.put("right", moved(truth, dx, 0, dx, 0));
    boxes.put("up", moved(truth, 0, -dy, 0, -dy));
    boxes.put("down", moved(truth, 0, dy, 0, dy));
    boxes.put("topLeft", moved(truth, left, top, 0, 0));
    boxes.put("topRight", moved(truth, 0, top, -left, 0));
    boxes.put("bottomLeft", moved(truth, left, 0, 0, -top));
    boxes.put("bottomRight", moved(truth, 0, 0, -left, -top));
    for (int tenths : SCALES) {
      boxes.put("scale_" + tenths, scaled(truth, tenths / 10.0));
    }
    boxes.replaceAll((name, box) -> cut(box, width, height));
    return boxes;
  }

  /** The box with its upper left and its lower right corner moved, both on whole pixels. */
  private static Box moved(Box box, double left, double top, double right, double bottom) {
    double x = rounded(box.x() + left);
    double y = rounded(box.y() + top);
    double endX = rounded(box.x() + box.width() - 1 + right);
    double endY = rounded(box.y() + box.height() - 1 + bottom);
    return new Box(x, y, endX - x + 1, endY - y + 1);
  }

  private static Box scaled(Box box, double factor) {
    double w = box.width() * factor;
    double h = box.height() * factor;
    double x = box.x() + (box.width() - w) / 2;
    double y = box.y() + (box.height() - h) / 2;
    return new Box(rounded(x), rounded(y), rounded(w), rounded(h));
  }

  private static Box cut(Box box, int width, int height) {
    double left = Math.max(1, box.x());
    double top = Math.max(1, box.y());
    return new Box(
        left,
        top,
        Math.min(box.width(), width - left + 1),
        Math.min(box.height(), height - top + 1));
  }

  /** Half away from zero. */
  private static double rounded(double value) {
    return Math.signum(value) * Math.floor(Math.abs(value) + 0.5);
  }
}
