package seco.augment;

import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import seco.Paper;

/**
 * What was drawn for the colours of a patch: jitter, then grayscale, then blur.
 *
 * @param jitter null where the colours are not jittered
 * @param grayscale whether colour is taken away
 * @param sigma of the blur in pixels; 0 where there is none
 */
@Paper(section = "SeCo Training")
public record ColourDraw(@Nullable Jitter jitter, boolean grayscale, double sigma) {
  /** Colours that stay as they are. */
  public static final ColourDraw NONE = new ColourDraw(null, false, 0);

  /** Draws as often and as strongly as the settings say. */
  static ColourDraw draw(AugmentationConfig config, RandomGenerator random) {
    Jitter jitter = null;
    if (random.nextDouble() < config.jitterProbability()) {
      jitter = Jitter.draw(config, random);
    }
    boolean grayscale = random.nextDouble() < config.grayscaleProbability();
    double sigma = 0;
    if (random.nextDouble() < config.blurProbability()) {
      double range = config.maximumSigma() - config.minimumSigma();
      sigma = config.minimumSigma() + range * random.nextDouble();
    }
    return new ColourDraw(jitter, grayscale, sigma);
  }

  /** Applies the operations to an RGB matrix in place. */
  public void apply(Mat patch) {
    if (jitter != null) {
      jitter.apply(patch);
    }
    if (grayscale) {
      Colour.grayscale(patch);
    }
    if (sigma > 0) {
      Geometry.blur(patch, sigma);
    }
  }
}
