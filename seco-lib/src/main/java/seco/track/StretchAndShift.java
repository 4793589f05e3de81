package seco.track;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How siamfc-pytorch varies a square cut around an object: it is stretched, its middle cut out, and
 * from that a place drawn. For an exemplar the middle of the result is taken. Labels do not follow.
 *
 * @param cutInterpolation of the cut, a number of OpenCV's
 * @param stretch from -0.05 to 0.05
 * @param interpolation of the stretch
 * @param row place of the last cut, 0 to 1 of what there is room for
 * @param column likewise
 */
record StretchAndShift(
    int cutInterpolation, double stretch, int interpolation, double row, double column) {
  /** Pixels by which a square is larger than its search picture at least. */
  static final int ROOM = 2;

  /** The whole square stretched. */
  Mat stretched(Mat square) {
    int side = (int) Math.rint(square.cols() * (1 + stretch));
    Mat result = new Mat();
    try (Size size = new Size(side, side)) {
      opencv_imgproc.resize(square, result, size, 0, 0, interpolation);
    }
    return result;
  }

  /**
   * The middle of a square. Where the square is smaller it gets an edge of its mean colour first,
   * and a rounding may leave the result a pixel too small.
   */
  static Mat middle(Mat square, int pixels) {
    int start = (int) Math.rint((square.cols() - pixels) / 2.0);
    int edge = Math.max(0, -start);
    Mat padded = new Mat();
    double[] mean = SiamFc.mean(square);
    try (Scalar colour = new Scalar(mean[0], mean[1], mean[2], 0)) {
      opencv_core.copyMakeBorder(square, padded, edge, edge, edge, edge, BORDER_CONSTANT, colour);
    }
    try (padded) {
      int from = start + edge;
      return part(padded, from, from, Math.min(pixels, padded.cols() - from));
    }
  }

  private static Mat part(Mat square, int x, int y, int pixels) {
    try (Rect place = new Rect(x, y, pixels, pixels);
        Mat view = new Mat(square, place)) {
      return view.clone();
    }
  }

  /**
   * The varied search picture.
   *
   * @param square the cut around the object, larger than the picture
   * @param pixels edge of the picture
   */
  Mat search(Mat square, int pixels) {
    try (Mat wide = stretched(square);
        Mat middle = middle(wide, (square.cols() + pixels) / 2)) {
      int room = middle.cols() - pixels + 1;
      return part(middle, (int) (column * room), (int) (row * room), pixels);
    }
  }
}
