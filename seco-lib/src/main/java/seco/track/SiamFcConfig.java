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
 * @param upsampledCells edge of the enlarged response, where it is not {@code upsampling} times the
 *     response's: at most a cell of the response more or less, as vince's program has it; 0 where
 *     it is
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
  private static final int MOST_PIXELS = 1024;

  public SiamFcConfig {
    Bounds.require("siamFc.stride", stride, 1, 64);
    Bounds.require("siamFc.exemplarPixels", exemplarPixels, 8, MOST_PIXELS);
    Bounds.require("siamFc.searchPixels", searchPixels, exemplarPixels + 1, MOST_PIXELS);
    Bounds.require("siamFc.context", context, 0, 10);
    Bounds.require("siamFc.scales", scales, 1, 63);
    if (scales % 2 == 0) {
      throw new InputException(
          "siamFc.scales " + scales + ": must be odd, the middle one is the present");
    }
    Bounds.require("siamFc.scaleStep", scaleStep, 1, 2);
    Bounds.require("siamFc.scalePenalty", scalePenalty, 0, 1);
    Bounds.require("siamFc.scaleDamping", scaleDamping, 0, 1);
    Bounds.require("siamFc.windowInfluence", windowInfluence, 0, 1);
    Bounds.require("siamFc.upsampling", upsampling, 1, 64);
    int exemplarCells = cells(exemplarPixels, stride);
    Bounds.require("siamFc.cropRing", cropRing, 0, (exemplarCells - 1) / 2);
    int cells = upsampling * (cells(searchPixels, stride) - exemplarCells + 1);
    if (upsampledCells != 0) {
      Bounds.require(
          "siamFc.upsampledCells", upsampledCells, cells - upsampling, cells + upsampling);
    }
  }

  /** As siamfc-pytorch tracks, on pictures as they are. */
  public static SiamFcConfig siamFcPytorch() {
    return of(127, 0, CropRoutine.PAD_RESIZE, InputScale.RGB);
  }

  /**
   * As vince and VFS track: a smaller exemplar, another crop, and the response of 18 cells enlarged
   * to the size that 17 would have.
   */
  public static SiamFcConfig vince() {
    return of(120, 272, CropRoutine.RESIZE_PAD, InputScale.IMAGENET);
  }

  /** Ours: siamfc-pytorch's crops, normalised as in pretraining. */
  public static SiamFcConfig ours() {
    return of(127, 0, CropRoutine.PAD_RESIZE, InputScale.IMAGENET);
  }

  private static SiamFcConfig of(
      int exemplarPixels, int upsampledCells, CropRoutine crop, InputScale input) {
    return new SiamFcConfig(
        exemplarPixels,
        255,
        0.5,
        3,
        1.0375,
        0.9745,
        0.59,
        0.176,
        16,
        upsampledCells,
        8,
        crop,
        input,
        0,
        false);
  }

  /** Cells of the map of a picture. */
  int cells(int pixels) {
    return cells(pixels, stride);
  }

  private static int cells(int pixels, int stride) {
    return (pixels + stride - 1) / stride;
  }

  /** Edge of the response: cells of the search map less those of the exemplar's, and one. */
  int responseCells() {
    return cells(searchPixels) - cells(exemplarPixels) + 1;
  }

  /** Edge of the enlarged response. */
  int enlargedCells() {
    return upsampledCells == 0 ? upsampling * responseCells() : upsampledCells;
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
