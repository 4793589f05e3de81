package seco.augment;

import seco.InputException;

/**
 * The strength of DualVar's training augmentation; drawn once for a clip, so that all its frames
 * are changed alike. No random scale, no grayscale and no mirror: a crop, colours and a blur.
 *
 * @param width of frames before they are cropped, in pixels
 * @param height of frames before they are cropped, in pixels
 * @param plain how often the first clip keeps its colours
 * @param jitter largest relative change of brightness, contrast and saturation
 * @param hue largest turn of the hue, as a share of the full circle
 * @param jitterProbability how often colours are jittered
 * @param blurProbability how often the clip is blurred
 * @param minimumSigma smallest blur in pixels
 * @param maximumSigma largest blur in pixels
 */
public record DualVarAugmentation(
    int width,
    int height,
    double plain,
    double jitter,
    double hue,
    double jitterProbability,
    double blurProbability,
    double minimumSigma,
    double maximumSigma) {
  public DualVarAugmentation {
    if (width < 1 || height < 1) {
      throw new InputException("frames of %d x %d pixels".formatted(width, height));
    }
    if (!(plain >= 0 && plain <= 1)) {
      throw new InputException("share of plain clips " + plain + ": must lie in 0..1");
    }
    colours(
        jitter, hue, jitterProbability, blurProbability, minimumSigma, maximumSigma); // checks them
  }

  /**
   * The authors' setting as it was meant: frames of 171 x 128 for crops of 112. They enter the
   * jitter with probability 0.8 and jitter then with 0.8.
   */
  public static DualVarAugmentation paper() {
    return new DualVarAugmentation(171, 128, 0.2, 0.8, 0.2, 0.8 * 0.8, 0.5, 0.1, 2.0);
  }

  /**
   * The authors' setting as it was run: width and height changed places, so that frames were
   * squashed to 128 x 171.
   */
  public static DualVarAugmentation asRun() {
    DualVarAugmentation meant = paper();
    return meant.sized(meant.height, meant.width);
  }

  /**
   * For square frames of a few dozen pixels: milder, with a blur that leaves small things, but of
   * any hue. In so small frames hues tell videos apart so well that the contrast of clips learns
   * little else.
   */
  public static DualVarAugmentation small(int edge) {
    return new DualVarAugmentation(edge, edge, 0.2, 0.4, 0.5, 0.8 * 0.8, 0.5, 0.1, 0.5);
  }

  /** The same for frames of another size. */
  public DualVarAugmentation sized(int width, int height) {
    return new DualVarAugmentation(
        width,
        height,
        plain,
        jitter,
        hue,
        jitterProbability,
        blurProbability,
        minimumSigma,
        maximumSigma);
  }

  /**
   * The same as networks are fine-tuned: colours and hue jittered with probability 0.8, no blur.
   */
  public DualVarAugmentation forFineTuning() {
    return new DualVarAugmentation(
        width, height, 0, jitter, hue, 0.8, 0, minimumSigma, maximumSigma);
  }

  /** What happens to colours, as for single frames. */
  AugmentationConfig colours() {
    return colours(jitter, hue, jitterProbability, blurProbability, minimumSigma, maximumSigma);
  }

  private static AugmentationConfig colours(
      double jitter,
      double hue,
      double jitterProbability,
      double blurProbability,
      double minimumSigma,
      double maximumSigma) {
    return new AugmentationConfig(
        1, jitter, hue, jitterProbability, 0, blurProbability, minimumSigma, maximumSigma, 0);
  }
}
