package seco.track;

/**
 * Bicubic enlargement of a square map, with A = -0.75, half-pixel centres and the edge repeated: U
 * = M R M^T with a fixed matrix M of four numbers a row.
 */
final class Upsampling {
  private static final double A = -0.75;
  private static final int TAPS = 4;

  private final int in;
  private final int out;
  private final int[] sources; // (out, 4)
  private final double[] weights; // (out, 4)

  Upsampling(int in, int out) {
    this.in = in;
    this.out = out;
    sources = new int[out * TAPS];
    weights = new double[out * TAPS];
    for (int o = 0; o < out; o++) {
      double at = (o + 0.5) * in / out - 0.5;
      int floor = (int) Math.floor(at);
      for (int tap = 0; tap < TAPS; tap++) {
        int source = floor - 1 + tap;
        sources[o * TAPS + tap] = Math.max(0, Math.min(in - 1, source));
        weights[o * TAPS + tap] = cubic(Math.abs(at - source));
      }
    }
  }

  private static double cubic(double distance) {
    double d = distance;
    return d <= 1 ? ((A + 2) * d - (A + 3)) * d * d + 1 : ((A * d - 5 * A) * d + 8 * A) * d - 4 * A;
  }

  /** The enlarged map (out, out) of a map (in, in), both row by row. */
  double[] apply(float[] map) {
    if (map.length != in * in) {
      throw new IllegalArgumentException(map.length + " values, expected " + in + " x " + in);
    }
    double[] wide = new double[in * out];
    for (int y = 0; y < in; y++) {
      for (int x = 0; x < out; x++) {
        double sum = 0;
        for (int i = x * TAPS; i < (x + 1) * TAPS; i++) {
          sum += weights[i] * map[y * in + sources[i]];
        }
        wide[y * out + x] = sum;
      }
    }
    double[] large = new double[out * out];
    for (int y = 0; y < out; y++) {
      for (int i = y * TAPS; i < (y + 1) * TAPS; i++) {
        int row = sources[i] * out;
        for (int x = 0; x < out; x++) {
          large[y * out + x] += weights[i] * wide[row + x];
        }
      }
    }
    return large;
  }
}
