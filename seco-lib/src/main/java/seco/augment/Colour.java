package seco.augment;

import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Colour operations on RGB matrices, in place, each result rounded and clipped to 0..255.
 *
 * <p>Gray is the luma of ITU-R 601: 0.299 red + 0.587 green + 0.114 blue.
 */
public final class Colour {
  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

  /** One in 16-bit fixed point. */
  private static final int ONE = 1 << 16;

  /** One divided by each possible chroma, in fixed point. */
  private static final int[] RECIPROCAL = new int[256];

  static {
    for (int chroma = 1; chroma < RECIPROCAL.length; chroma++) {
      RECIPROCAL[chroma] = Math.round(ONE / (float) chroma);
    }
  }

  private Colour() {}

  /** Multiplies every value by the factor. */
  public static void brightness(Mat picture, double factor) {
    picture.convertTo(picture, -1, factor, 0);
  }

  /** Moves every value away from the mean gray: mean + factor (value - mean). */
  public static void contrast(Mat picture, double factor) {
    double gray = 0;
    try (Scalar means = opencv_core.mean(picture)) {
      for (int channel = 0; channel < 3; channel++) {
        gray += LUMA[channel] * means.get(channel);
      }
    }
    picture.convertTo(picture, -1, factor, (1 - factor) * Math.rint(gray));
  }

  /** Moves every pixel away from its own gray: gray + factor (value - gray). */
  public static void saturation(Mat picture, double factor) {
    mix(picture, factor);
  }

  /** Replaces every pixel by its gray. */
  public static void grayscale(Mat picture) {
    mix(picture, 0);
  }

  /** Each pixel becomes {@code own} times itself plus the rest of its gray. */
  private static void mix(Mat picture, double own) {
    try (Mat matrix = new Mat(3, 3, opencv_core.CV_32F);
        FloatIndexer values = matrix.createIndexer()) {
      for (int to = 0; to < 3; to++) {
        for (int from = 0; from < 3; from++) {
          double share = (1 - own) * LUMA[from] + (to == from ? own : 0);
          values.put(to, from, (float) share);
        }
      }
      opencv_core.transform(picture, picture, matrix);
    }
  }

  /**
   * Turns the hue.
   *
   * @param turn share of the full circle, -0.5..0.5
   */
  public static void hue(Mat picture, double turn) {
    byte[] rgb = new byte[3 * picture.rows() * picture.cols()];
    picture.data().get(rgb);
    turnHue(rgb, (int) Math.round((6 * turn + 6) * ONE)); // a circle more: sums stay positive
    picture.data().put(rgb);
  }

  /** In fixed point: OpenCV's own 8-bit hue is coarser, and slower. */
  private static void turnHue(byte[] rgb, int shift) {
    for (int i = 0; i < rgb.length; i += 3) {
      int r = rgb[i] & 0xFF;
      int g = rgb[i + 1] & 0xFF;
      int b = rgb[i + 2] & 0xFF;
      int high = Math.max(r, Math.max(g, b));
      int chroma = high - Math.min(r, Math.min(g, b));
      if (chroma == 0) {
        continue; // gray has no hue
      }
      int sixths; // of the circle
      if (high == r) {
        sixths = (g - b) * RECIPROCAL[chroma];
      } else if (high == g) {
        sixths = 2 * ONE + (b - r) * RECIPROCAL[chroma];
      } else {
        sixths = 4 * ONE + (r - g) * RECIPROCAL[chroma];
      }
      sixths += shift;
      rgb[i] = channel(sixths + 5 * ONE, high, chroma);
      rgb[i + 1] = channel(sixths + 3 * ONE, high, chroma);
      rgb[i + 2] = channel(sixths + ONE, high, chroma);
    }
  }

  /** A channel of the colour of given hue, highest value and chroma; its offset names which. */
  private static byte channel(int sixths, int high, int chroma) {
    int k = sixths % (6 * ONE);
    int share = Math.max(0, Math.min(ONE, Math.min(k, 4 * ONE - k)));
    return (byte) (high - ((chroma * share + ONE / 2) >> 16));
  }
}
