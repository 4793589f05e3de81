package seco.augment;

import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * What was drawn for a clip, the same for all its frames.
 *
 * @param left first column of the crop
 * @param top first row of the crop
 * @param colours {@link ColourDraw#NONE} for a plain clip
 */
public record DualVarDraw(int left, int top, ColourDraw colours) {
  /** A draw for the first clip, which stays plain now and then. */
  public static DualVarDraw first(DualVarAugmentation config, int pixels, RandomGenerator random) {
    DualVarDraw strong = strong(config, pixels, random);
    return random.nextDouble() < config.plain()
        ? new DualVarDraw(strong.left, strong.top, ColourDraw.NONE)
        : strong;
  }

  /**
   * A draw for the other clips.
   *
   * @param pixels edge of the crop, at most the frames' width and height
   */
  public static DualVarDraw strong(DualVarAugmentation config, int pixels, RandomGenerator random) {
    int left = random.nextInt(config.width() - pixels + 1);
    int top = random.nextInt(config.height() - pixels + 1);
    return new DualVarDraw(left, top, ColourDraw.draw(config.colours(), random));
  }

  /**
   * Changes a frame.
   *
   * @param resized RGB matrix of the size that the augmentation says; it stays as it is
   * @param pixels edge of the crop
   * @return interleaved RGB bytes
   */
  public byte[] apply(Mat resized, int pixels) {
    try (Rect area = new Rect(left, top, pixels, pixels);
        Mat part = new Mat(resized, area);
        Mat patch = part.clone()) {
      colours.apply(patch);
      byte[] rgb = new byte[3 * pixels * pixels];
      patch.data().get(rgb);
      return rgb;
    }
  }
}
