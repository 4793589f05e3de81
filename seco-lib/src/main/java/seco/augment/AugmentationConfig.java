package seco.augment;

import seco.InputException;
import seco.Paper;

/**
 * The strength of the training augmentation; drawn anew for each patch.
 *
 * @param minimumArea smallest share of the frame's area that a crop covers
 * @param jitter largest relative change of brightness, contrast and saturation
 * @param hue largest turn of the hue, as a share of the full circle
 * @param jitterProbability how often colours are jittered
 * @param grayscaleProbability how often colour is taken away
 * @param blurProbability how often the patch is blurred
 * @param minimumSigma smallest blur in pixels
 * @param maximumSigma largest blur in pixels
 * @param mirrorProbability how often left and right change places
 */
@Paper(section = "SeCo Training")
public record AugmentationConfig(
    double minimumArea,
    double jitter,
    double hue,
    double jitterProbability,
    double grayscaleProbability,
    double blurProbability,
    double minimumSigma,
    double maximumSigma,
    double mirrorProbability) {
  public AugmentationConfig {
    requireShare("smallest crop area", minimumArea);
    requireShare("colour jitter", jitter);
    requireShare("hue jitter", hue);
    requireShare("jitter probability", jitterProbability);
    requireShare("grayscale probability", grayscaleProbability);
    requireShare("blur probability", blurProbability);
    requireShare("mirror probability", mirrorProbability);
    if (minimumArea == 0 || hue > 0.5 || minimumSigma <= 0 || maximumSigma < minimumSigma) {
      throw new InputException(
          "augmentation out of range: area must be above 0, hue at most 0.5, "
              + "0 < smallest sigma <= largest sigma");
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new InputException(name + " " + value + ": must lie in 0..1");
    }
  }

  /** The authors' setting: random scales, colour jitter, grayscale, blur and mirror. */
  public static AugmentationConfig paper() {
    return new AugmentationConfig(0.2, 0.4, 0.1, 0.8, 0.2, 0.5, 0.1, 2.0, 0.5);
  }

  /**
   * For patches of about 50 pixels: milder crops and jitter, and a blur as much smaller than the
   * paper's as the patch is. The paper's blur would wipe out limbs of two or three pixels.
   */
  public static AugmentationConfig small() {
    return new AugmentationConfig(0.7, 0.3, 0.1, 0.8, 0.2, 0.5, 0.1, 0.5, 0.5);
  }
}
