package seco.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.dataset.Normalisation;
import seco.video.Frame;
import seco.video.Pictures;

/**
 * Square pictures of one size in one piece of memory, into which OpenCV cuts and from which the
 * network's input is made.
 */
final class Patches {
  private final int count;
  private final int pixels;
  private final ByteBuffer bytes;

  /** Room for some pictures. */
  Patches(int count, int pixels) {
    this.count = count;
    this.pixels = pixels;
    int picture = Math.multiplyExact(Math.multiplyExact(pixels, pixels), 3);
    bytes = ByteBuffer.allocateDirect(Math.multiplyExact(count, picture));
  }

  int pixels() {
    return pixels;
  }

  /** The room of one picture as a matrix; the caller closes it. */
  Mat room(int number) {
    BytePointer start = new BytePointer(bytes.duplicate().clear());
    Pointer own = start.getPointer((long) number * pixels * pixels * 3);
    return new Mat(pixels, pixels, opencv_core.CV_8UC3, own);
  }

  /** A copy of one picture. */
  Frame frame(int number) {
    try (Mat room = room(number)) {
      return Pictures.toFrame(room);
    }
  }

  /** Turns pictures of one size into the network's input. */
  static final class Scaling {
    private final Normalisation normalisation;
    private final InputScale scale;

    /**
     * @param owner of the constants
     * @param pixels edge of the pictures
     */
    Scaling(NDManager owner, InputScale scale, int pixels) {
      this.scale = scale;
      normalisation = new Normalisation(owner, pixels);
    }

    /** The pictures (N, 3, S, S), a pixel's channels together in memory. */
    NDArray images(NDManager owner, Patches patches) {
      if (scale == InputScale.IMAGENET) {
        return normalisation.images(owner, patches.bytes, patches.count);
      }
      Shape shape = new Shape(patches.count, patches.pixels, patches.pixels, 3);
      try (NDManager scope = owner.newSubManager()) {
        NDArray values = scope.create(patches.bytes.duplicate().clear(), shape, DataType.UINT8);
        NDArray images = values.toType(DataType.FLOAT32, false).transpose(0, 3, 1, 2);
        images.attach(owner);
        return images;
      }
    }
  }
}
