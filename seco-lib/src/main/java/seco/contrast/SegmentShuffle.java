package seco.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import seco.tensor.ChannelsLast;
import seco.tensor.Shapes;

/**
 * Clips whose n segments are put into another order, each clip into its own, and their embeddings
 * put back: slot i is always of the segment that was the i-th in the clip as it was.
 */
public final class SegmentShuffle {
  private final Shuffle segments; // of all segments of all clips, one after the other
  private final boolean[] moved;
  private final int count;

  private SegmentShuffle(Shuffle segments, boolean[] moved, int count) {
    this.segments = segments;
    this.moved = moved;
    this.count = count;
  }

  /**
   * @param orders of each clip, the segment that comes to each place; all as long
   * @throws IllegalArgumentException if one is no permutation
   */
  public static SegmentShuffle of(int[]... orders) {
    int clips = orders.length;
    int n = clips == 0 ? 0 : orders[0].length;
    int[] rows = new int[clips * n];
    boolean[] moved = new boolean[clips];
    for (int clip = 0; clip < clips; clip++) {
      if (orders[clip].length != n) {
        throw new IllegalArgumentException(
            "clip " + clip + ": an order of " + orders[clip].length + " segments, not " + n);
      }
      for (int place = 0; place < n; place++) {
        int segment = orders[clip][place];
        if (segment < 0 || segment >= n) {
          throw new IllegalArgumentException("clip " + clip + ": segment " + segment + " of " + n);
        }
        rows[clip * n + place] = clip * n + segment;
        moved[clip] |= segment != place;
      }
    }
    return new SegmentShuffle(Shuffle.of(rows), moved, n);
  }

  /**
   * Clips (N, C, T, H, W) with their segments in their orders.
   *
   * @throws IllegalArgumentException if n does not divide T
   */
  public NDArray apply(NDArray clips) {
    Shape shape = clips.getShape();
    Shapes.require("clips", clips, moved.length, Shapes.ANY, Shapes.ANY, Shapes.ANY, Shapes.ANY);
    long frames = shape.get(2);
    if (frames % count != 0) {
      throw new IllegalArgumentException(
          "clips of " + frames + " frames do not split into " + count + " equal segments");
    }
    NDArray byTime = clips.transpose(0, 2, 1, 3, 4); // (N, T, C, H, W)
    Shape parts =
        new Shape(
            (long) moved.length * count, frames / count, shape.get(1), shape.get(3), shape.get(4));
    NDArray shuffled = segments.apply(byTime.reshape(parts));
    return ChannelsLast.of(shuffled.reshape(byTime.getShape()).transpose(0, 2, 1, 3, 4));
  }

  /** Embeddings of shuffled clips (N, n, D), each moved to the slot of its own segment. */
  public NDArray putBack(NDArray slots) {
    Shapes.require("slots", slots, moved.length, count, Shapes.ANY);
    Shape shape = slots.getShape();
    return segments.undo(slots.reshape(shape.get(0) * shape.get(1), shape.get(2))).reshape(shape);
  }

  /** Whether a clip is shown otherwise than it was. */
  public boolean isMoved(int clip) {
    return moved[clip];
  }

  /** Number of clips. */
  public int size() {
    return moved.length;
  }
}
