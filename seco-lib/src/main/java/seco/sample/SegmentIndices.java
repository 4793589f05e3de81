package seco.sample;

import java.util.random.RandomGenerator;
import seco.Paper;

/**
 * Frames of the equal segments of a video, as temporal segment networks take them.
 *
 * <p>L. Wang et al., <i>Temporal Segment Networks</i>, ECCV 2016, <a
 * href="https://arxiv.org/abs/1608.00859">arXiv:1608.00859</a>.
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition", table = 3)
public final class SegmentIndices {
  private SegmentIndices() {}

  /**
   * A random frame of each segment, in order, for training. Segments have {@code frames / segments}
   * frames, the rest at the end belongs to none. A video of fewer frames than segments gives its
   * {@link #centres}, so that each of its frames is seen.
   */
  public static int[] random(int frames, int segments, RandomGenerator random) {
    require(frames, segments);
    int length = frames / segments;
    if (length == 0) {
      return centres(frames, segments);
    }
    int[] indices = new int[segments];
    for (int i = 0; i < segments; i++) {
      indices[i] = i * length + random.nextInt(length);
    }
    return indices;
  }

  /**
   * The frame in the middle of each segment, {@code floor((i + 1/2) frames / segments)}. In a video
   * of fewer frames than segments some repeat and none is left out.
   */
  public static int[] centres(int frames, int segments) {
    require(frames, segments);
    int[] indices = new int[segments];
    for (int i = 0; i < segments; i++) {
      indices[i] = (int) ((2L * i + 1) * frames / (2L * segments));
    }
    return indices;
  }

  /**
   * Runs of successive frames spread over a video, as the authors' code tests: the run j begins at
   * {@code floor((frames - length) j / runs)}. A video shorter than a run is one, whole.
   *
   * @return the frames of all runs, one run behind the other
   */
  public static int[] runs(int frames, int runs, int length) {
    require(frames, runs);
    require(frames, length);
    int all = Math.min(frames, length);
    int count = frames < length ? 1 : runs;
    int[] indices = new int[count * all];
    for (int j = 0; j < count; j++) {
      int first = (int) ((long) (frames - all) * j / count);
      for (int i = 0; i < all; i++) {
        indices[j * all + i] = first + i;
      }
    }
    return indices;
  }

  private static void require(int frames, int count) {
    if (frames < 1 || count < 1) {
      throw new IllegalArgumentException(count + " of " + frames + " frames");
    }
  }
}
