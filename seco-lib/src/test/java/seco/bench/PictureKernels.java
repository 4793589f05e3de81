package seco.bench;

import org.bytedeco.opencv.opencv_core.Mat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import seco.augment.AugmentationConfig;
import seco.augment.Augmenter;
import seco.run.Seeds;
import seco.video.Frame;
import seco.video.Pictures;

/** One frame of 320 x 240 pixels: decoded, augmented. */
public class PictureKernels {
  private static final Frame FRAME = new LabFrames(320, 240).video(0, 1).get(0);

  /** A picture as JPEG. */
  @State(Scope.Thread)
  public static class Jpeg {
    @Param({"1", "2"})
    public int reduction;

    private final byte[] bytes = Pictures.encodeJpeg(FRAME, 95);
  }

  @Benchmark
  public int decode(Jpeg jpeg) {
    try (Mat picture = Pictures.decodeJpeg(jpeg.bytes, jpeg.reduction, "picture")) {
      return picture.cols();
    }
  }

  /** A picture, and what augments it. */
  @State(Scope.Thread)
  public static class Augmentation {
    @Param({"112", "224"})
    public int pixels;

    private Mat picture;
    private Augmenter augmenter;
    private long number;

    @Setup
    public void make() {
      picture = Pictures.toMat(FRAME);
      augmenter = new Augmenter(AugmentationConfig.paper(), pixels);
    }

    @TearDown
    public void close() {
      picture.close();
    }
  }

  /** Each time with other random choices, so that the mean is that of the distribution. */
  @Benchmark
  public byte[] augment(Augmentation augmentation) {
    return augmentation.augmenter.augment(
        augmentation.picture, new Seeds(0).stream("patch", augmentation.number++));
  }
}
