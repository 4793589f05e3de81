package seco.sample;

import java.util.Arrays;

/**
 * Clips spread evenly over a video, by which it is judged: their centres lie from half a clip after
 * the beginning to half a clip before the end. What a short video has not is its last frame again.
 *
 * @param count of clips; 10 in DualVar's setting
 * @param length frames of a clip; 16 there
 * @param stride from one to the next; 4 in its retrieval, 2 in its fine-tuning
 */
public record SpacedClips(int count, int length, int stride) {
  public SpacedClips {
    if (count < 1 || length < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "%d clips of %d frames, stride %d".formatted(count, length, stride));
    }
  }

  /** The frames of each clip of a video: (count, length). */
  public int[][] of(int frames) {
    if (frames < 1) {
      throw new IllegalArgumentException("a video of " + frames + " frames");
    }
    int[][] clips = new int[count][length];
    for (int clip = 0; clip < count; clip++) {
      int start = start(clip, frames);
      Arrays.setAll(clips[clip], k -> Math.min(frames - 1, start + k * stride));
    }
    return clips;
  }

  /** The first frame of a clip: its centre less half its span, in whole numbers from below. */
  private int start(int clip, int frames) {
    long span = (long) length * stride;
    long half = span / 2;
    long low = Math.min(half, frames);
    long high = Math.max(low, frames - half);
    long way = count == 1 ? 0 : (high - low) * clip / (count - 1); // both ends are whole
    return (int) Math.max(0, low + way - half);
  }
}
