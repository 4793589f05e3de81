package seco.sample;

import seco.Paper;

/** Frames spread uniformly over a video, its first and last included. */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
public final class UniformFrames {
  private UniformFrames() {}

  /**
   * Indices {@code round(linspace(0, frames - 1, count))}; all frames where there are fewer than
   * {@code count}. Halves are rounded to even, as NumPy does on indices counted from 1.
   */
  public static int[] indices(int frames, int count) {
    if (frames < 1 || count < 1) {
      throw new IllegalArgumentException(count + " of " + frames + " frames");
    }
    int n = Math.min(frames, count);
    int[] indices = new int[n];
    for (int i = 0; i < n; i++) {
      double position = n == 1 ? 1 : 1 + i * ((frames - 1) / (double) (n - 1));
      indices[i] = (int) Math.rint(position) - 1;
    }
    return indices;
  }
}
