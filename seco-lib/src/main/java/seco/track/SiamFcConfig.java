package seco.track;

import seco.InputException;

/**
 * The constants of SiamFC's tracking loop.
 *
 * @param exemplarPixels edge of the picture of the object
 * @param searchPixels edge of the picture in which it is sought
 * @param context margin around the object as a share of its width plus height
 * @param scales sizes that are tried, an odd number
 * @param scaleStep factor from one size to the next
 * @param scalePenalty factor of the responses of all sizes but the present one
 * @param scaleDamping share of a change of size that is taken
 * @param windowInfluence share of the window in the final response
 * @param upsampling enlarged cells that are taken for one cell of the response
 * @param upsampledCells edge of the enlarged response
 * @param stride pixels of a cell
 * @param crop how pictures are cut
 * @param input values that the network is given
 * @param cropRing cells that are taken off all around both maps, against what the network's zeros
 *     leave there
 * @param clamp whether the object's size stays within a fifth and five times of its first, and its
 *     centre in the picture
 */
public record SiamFcConfig(
    int exemplarPixels,
    int searchPixels,
    double context,
    int scales,
    double scaleStep,
    double scalePenalty,
    double scaleDamping,
    double windowInfluence,
    int upsampling,
    int upsampledCells,
    int stride,
    CropRoutine crop,
    InputScale input,
    int cropRing,
    boolean clamp) {
  public SiamFcConfig {
    if (exemplarPixels < 8 || searchPixels <= exemplarPixels) {
      throw new InputException(
          "exemplar of %d and search of %d pixels: the search must be the larger, both at least 8"
              .formatted(exemplarPixels, searchPixels));
    }
    if (scales < 1 || scales % 2 == 0) {
      throw new InputException("scales " + scales + ": must be odd, the middle one is the present");
    }
    if (stride < 1 || upsampling < 1 || upsampledCells < 2 || cropRing < 0) {
      throw new InputException(
          "stride %d, upsampling %d to %d cells, ring of %d: must be positive"
              .formatted(stride, upsampling, upsampledCells, cropRing));
    }
  }

  /** As siamfc-pytorch tracks, on pictures as they are. */
  public static SiamFcConfig siamFcPytorch() {
    return new SiamFcConfig(
        127,
        255,
        0.5,
        3,
        1.0375,
        0.9745,
        0.59,
        0.176,
        16,
        272,
        8,
        CropRoutine.PAD_RESIZE,
        InputScale.RGB,
        0,
        false);
  }

  /** As vince and VFS track: a smaller exemplar, another crop. */
  public static SiamFcConfig vince() {
    return new SiamFcConfig(
        120,
        255,
        0.5,
        3,
        1.0375,
        0.9745,
        0.59,
        0.176,
        16,
        272,
        8,
        CropRoutine.RESIZE_PAD,
        InputScale.IMAGENET,
        0,
        false);
  }

  /** Ours: siamfc-pytorch's crops, normalised as in pretraining. */
  public static SiamFcConfig ours() {
    return new SiamFcConfig(
        127,
        255,
        0.5,
        3,
        1.0375,
        0.9745,
        0.59,
        0.176,
        16,
        272,
        8,
        CropRoutine.PAD_RESIZE,
        InputScale.IMAGENET,
        0,
        false);
  }

  /** Side of the search square in units of the exemplar's. */
  double searchShare() {
    return (double) searchPixels / exemplarPixels;
  }

  /** The factor of a scale: below 1 for the first, 1 in the middle. */
  double scaleFactor(int scale) {
    return Math.pow(scaleStep, scale - scales / 2);
  }
}
