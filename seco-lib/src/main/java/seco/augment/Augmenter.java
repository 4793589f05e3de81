package seco.augment;

import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.Paper;
import seco.video.Frame;
import seco.video.Pictures;

/**
 * Turns a frame into a random patch: resized crop, colour jitter in random order, grayscale, blur,
 * mirror. Query and keys use the same augmentation, drawn independently.
 */
@Paper(section = "SeCo Training")
public final class Augmenter {
  private final AugmentationConfig config;
  private final int pixels;

  /**
   * @param pixels edge of the square patches
   */
  public Augmenter(AugmentationConfig config, int pixels) {
    this.config = config;
    this.pixels = pixels;
  }

  /** A random patch of a frame. */
  public Frame augment(Frame frame, RandomGenerator random) {
    try (Mat picture = Pictures.toMat(frame)) {
      return new Frame(pixels, pixels, augment(picture, random));
    }
  }

  /** A random patch of an RGB matrix, as interleaved RGB bytes. */
  public byte[] augment(Mat picture, RandomGenerator random) {
    return augment(picture, draw(picture.cols(), picture.rows(), random));
  }

  /**
   * The same patch with its colours as they were in the frame, and what was drawn for them. It is
   * mirrored already: none of the colour operations tells left from right.
   */
  public Patch cut(Mat picture, RandomGenerator random) {
    PatchDraw draw = draw(picture.cols(), picture.rows(), random);
    try (Mat patch = Geometry.resizedCrop(picture, draw.crop(), pixels)) {
      mirror(patch, draw);
      return new Patch(bytes(patch), draw.colours());
    }
  }

  /** Draws a patch of frames of a size. */
  public PatchDraw draw(int width, int height, RandomGenerator random) {
    return new PatchDraw(
        Geometry.randomCrop(width, height, config.minimumArea(), random),
        ColourDraw.draw(config, random),
        random.nextDouble() < config.mirrorProbability());
  }

  /** The patch of an RGB matrix that was drawn, as interleaved RGB bytes. */
  public byte[] augment(Mat picture, PatchDraw draw) {
    try (Mat patch = Geometry.resizedCrop(picture, draw.crop(), pixels)) {
      draw.colours().apply(patch);
      mirror(patch, draw);
      return bytes(patch);
    }
  }

  private static void mirror(Mat patch, PatchDraw draw) {
    if (draw.mirrored()) {
      Geometry.mirror(patch);
    }
  }

  private byte[] bytes(Mat patch) {
    byte[] rgb = new byte[3 * pixels * pixels];
    patch.data().get(rgb);
    return rgb;
  }
}
