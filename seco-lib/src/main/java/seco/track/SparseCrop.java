package seco.track;

import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A bilinear cut of a square that is too large to be copied: only the pixels that the result needs
 * are looked at. A tracker whose box has grown without bound comes here.
 */
final class SparseCrop {
  private final UByteIndexer pixels;
  private final Scalar colour;

  private SparseCrop(UByteIndexer pixels, Scalar colour) {
    this.pixels = pixels;
    this.colour = colour;
  }

  static void cut(Mat picture, Square.Corners corners, Scalar colour, Mat target) {
    try (UByteIndexer from = picture.createIndexer();
        UByteIndexer to = target.createIndexer()) {
      SparseCrop crop = new SparseCrop(from, colour);
      int out = target.cols();
      for (int y = 0; y < out; y++) {
        double row = source(y, out, corners.height());
        for (int x = 0; x < out; x++) {
          double column = source(x, out, corners.width());
          for (int c = 0; c < 3; c++) {
            double value = crop.value(corners.y0() + row, corners.x0() + column, c);
            to.put(y, x, c, (int) Math.floor(value + 0.5));
          }
        }
      }
    }
  }

  private static double source(int at, int out, int side) {
    return Math.max(0, Math.min(side - 1.0, (at + 0.5) * side / out - 0.5));
  }

  private double value(double y, double x, int channel) {
    int y0 = (int) Math.floor(y);
    int x0 = (int) Math.floor(x);
    double down = y - y0;
    double right = x - x0;
    double above = mix(pixel(y0, x0, channel), pixel(y0, x0 + 1, channel), right);
    double below = mix(pixel(y0 + 1, x0, channel), pixel(y0 + 1, x0 + 1, channel), right);
    return mix(above, below, down);
  }

  private static double mix(double a, double b, double share) {
    return a + (b - a) * share;
  }

  private double pixel(int y, int x, int channel) {
    boolean inside = y >= 0 && x >= 0 && y < pixels.size(0) && x < pixels.size(1);
    return inside ? pixels.get(y, x, channel) : Math.rint(colour.get(channel));
  }
}
