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
    try (Mat patch = crop(picture, random)) {
      ColourDraw.draw(config, random).apply(patch);
      mirror(patch, random);
      return bytes(patch);
    }
  }

  /**
   * The same patch with its colours as they were in the frame, and what was drawn for them. It is
   * mirrored already: none of the colour operations tells left from right.
   */
  public Patch cut(Mat picture, RandomGenerator random) {
    try (Mat patch = crop(picture, random)) {
      ColourDraw colours = ColourDraw.draw(config, random);
      mirror(patch, random);
      return new Patch(bytes(patch), colours);
    }
  }

  private Mat crop(Mat picture, RandomGenerator random) {
    Geometry.Crop crop =
        Geometry.randomCrop(picture.cols(), picture.rows(), config.minimumArea(), random);
    return Geometry.resizedCrop(picture, crop, pixels);
  }

  private void mirror(Mat patch, RandomGenerator random) {
    if (random.nextDouble() < config.mirrorProbability()) {
      Geometry.mirror(patch);
    }
  }

  private byte[] bytes(Mat patch) {
    byte[] rgb = new byte[3 * pixels * pixels];
    patch.data().get(rgb);
    return rgb;
  }
}
