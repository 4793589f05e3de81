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
    HueTurn.apply(rgb, turn);
    picture.data().put(rgb);
  }
}
