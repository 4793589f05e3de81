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
    Geometry.Crop crop =
        Geometry.randomCrop(picture.cols(), picture.rows(), config.minimumArea(), random);
    try (Mat patch = Geometry.resizedCrop(picture, crop, pixels)) {
      if (random.nextDouble() < config.jitterProbability()) {
        Jitter.draw(config, random).apply(patch);
      }
      if (random.nextDouble() < config.grayscaleProbability()) {
        Colour.grayscale(patch);
      }
      if (random.nextDouble() < config.blurProbability()) {
        double range = config.maximumSigma() - config.minimumSigma();
        Geometry.blur(patch, config.minimumSigma() + range * random.nextDouble());
      }
      if (random.nextDouble() < config.mirrorProbability()) {
        Geometry.mirror(patch);
      }
      byte[] rgb = new byte[3 * pixels * pixels];
      patch.data().get(rgb);
      return rgb;
    }
  }
}
