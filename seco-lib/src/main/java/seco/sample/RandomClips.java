package seco.sample;

import java.util.random.RandomGenerator;

/**
 * A clip by chance from anywhere in a video, as DualVar is fine-tuned. A video that is not longer
 * than the clip gives all that the stride meets, its first or last frame repeated on one side.
 *
 * @param length frames of a clip; 16 in DualVar's setting
 * @param stride from one to the next; 2 there
 */
public record RandomClips(int length, int stride) {
  public RandomClips {
    if (length < 1 || stride < 1) {
      throw new IllegalArgumentException("clips of %d frames, stride %d".formatted(length, stride));
    }
  }

  /** The frames of a clip of a video. */
  public int[] sample(int frames, RandomGenerator random) {
    int span = Math.multiplyExact(length, stride);
    int[] clip = new int[length];
    if (frames > span) {
      int start = random.nextInt(frames - span);
      for (int k = 0; k < length; k++) {
        clip[k] = start + k * stride;
      }
      return clip;
    }
    int start = random.nextInt(Math.min(stride, frames));
    int there = Math.min(length, (frames - 1 - start) / stride + 1);
    int before = random.nextBoolean() ? length - there : 0;
    for (int k = 0; k < length; k++) {
      int place = k - before;
      clip[k] = place < 0 ? 0 : place < there ? start + place * stride : frames - 1;
    }
    return clip;
  }
}
