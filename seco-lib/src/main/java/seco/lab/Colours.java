package seco.lab;

import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Colours as red, green and blue in 0..255. */
final class Colours {
  private Colours() {}

  /** A colour of hue, saturation and value in 0..1; the hue wraps. */
  static double[] hsv(double hue, double saturation, double value) {
    double[] rgb = new double[3];
    for (int c = 0; c < 3; c++) {
      double k = (6 * (hue - Math.floor(hue)) + 5 - 2 * c) % 6;
      double share = Math.max(0, Math.min(1, Math.min(k, 4 - k)));
      rgb[c] = 255 * value * (1 - saturation * share);
    }
    return rgb;
  }

  /** The first colour pulled towards the second. */
  static double[] pull(double[] colour, double[] towards, double share) {
    double[] mixed = new double[3];
    for (int c = 0; c < 3; c++) {
      mixed[c] = colour[c] + share * (towards[c] - colour[c]);
    }
    return mixed;
  }

  static double[] scaled(double[] colour, double factor) {
    return new double[] {colour[0] * factor, colour[1] * factor, colour[2] * factor};
  }

  /** A random colour of medium saturation and value. */
  static double[] random(RandomGenerator random) {
    return hsv(
        random.nextDouble(), 0.4 + 0.5 * random.nextDouble(), 0.4 + 0.5 * random.nextDouble());
  }

  /** For OpenCV; the caller closes it. */
  static Scalar scalar(double[] colour) {
    return new Scalar(colour[0], colour[1], colour[2], 0);
  }
}
