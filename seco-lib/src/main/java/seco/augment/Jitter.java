package seco.augment;

import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * One draw of the colour jitter.
 *
 * @param brightness factor
 * @param contrast factor
 * @param saturation factor
 * @param hue turn as a share of the circle
 * @param order in which the four are applied: a permutation of their numbers 0..3
 */
public record Jitter(
    double brightness, double contrast, double saturation, double hue, int[] order) {
  /** The operations' numbers in the order. */
  public static final int BRIGHTNESS = 0;

  public static final int CONTRAST = 1;
  public static final int SATURATION = 2;
  public static final int HUE = 3;

  /** Draws factors within 1 +- jitter, a turn within +- hue, and the order. */
  public static Jitter draw(AugmentationConfig config, RandomGenerator random) {
    double brightness = factor(config.jitter(), random);
    double contrast = factor(config.jitter(), random);
    double saturation = factor(config.jitter(), random);
    double hue = config.hue() * (2 * random.nextDouble() - 1);
    int[] order = {0, 1, 2, 3};
    for (int i = 3; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return new Jitter(brightness, contrast, saturation, hue, order);
  }

  private static double factor(double jitter, RandomGenerator random) {
    return 1 + jitter * (2 * random.nextDouble() - 1);
  }

  /** Applies the four operations to an RGB matrix in place. */
  public void apply(Mat picture) {
    for (int operation : order) {
      switch (operation) {
        case BRIGHTNESS -> Colour.brightness(picture, brightness);
        case CONTRAST -> Colour.contrast(picture, contrast);
        case SATURATION -> Colour.saturation(picture, saturation);
        default -> Colour.hue(picture, hue);
      }
    }
  }
}
