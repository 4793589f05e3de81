package seco.sample;

import java.util.random.RandomGenerator;

/**
 * DualVar's clips: frames at a stride about a centre that may be any frame of the video. What lies
 * beyond the video's ends is its first or last frame again, so that clips near an end stand still
 * for a while, and a video may be of any length.
 *
 * @param length frames of a clip; 16 in the authors' setting
 * @param stride from one to the next; 4 in the authors' setting
 * @param reversal how often time runs backwards; half the time in the authors' setting
 */
public record CentredClips(int length, int stride, double reversal) {
  public CentredClips {
    if (length < 1 || stride < 1 || !(reversal >= 0 && reversal <= 1)) {
      throw new IllegalArgumentException(
          "clips of %d frames, stride %d, reversed with probability %s"
              .formatted(length, stride, reversal));
    }
  }

  /**
   * The clip about a centre.
   *
   * @param centre index of the frame at place {@code length / 2}
   * @param frames of the video
   */
  public int[] around(int centre, int frames) {
    if (centre < 0 || centre >= frames) {
      throw new IllegalArgumentException("centre " + centre + " of " + frames + " frames");
    }
    int[] indices = new int[length];
    for (int k = 0; k < length; k++) {
      long index = centre + (long) (k - length / 2) * stride;
      indices[k] = (int) Math.max(0, Math.min(frames - 1, index));
    }
    return indices;
  }

  /** Two clips of a video, drawn independently; they may overlap. One coin turns both. */
  public ClipPair sample(int frames, RandomGenerator random) {
    int[] first = around(random.nextInt(frames), frames);
    int[] second = around(random.nextInt(frames), frames);
    return random.nextDouble() < reversal
        ? new ClipPair(reversed(first), reversed(second), true)
        : new ClipPair(first, second, false);
  }

  /** Indices from the last to the first. */
  public static int[] reversed(int... indices) {
    int[] reversed = new int[indices.length];
    for (int k = 0; k < reversed.length; k++) {
      reversed[k] = indices[indices.length - 1 - k];
    }
    return reversed;
  }
}
