package seco.lab;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Smooth shapes at places between pixels. */
final class Brush {
  private static final int SHIFT = 4;
  private static final double UNIT = 1 << SHIFT;

  private Brush() {}

  /** A filled circle. */
  static void disc(Mat canvas, double x, double y, double radius, double[] colour) {
    circle(canvas, x, y, radius, opencv_imgproc.FILLED, colour);
  }

  /** A circle's line. */
  static void ring(Mat canvas, double x, double y, double radius, double width, double[] colour) {
    circle(canvas, x, y, radius, Math.max(1, (int) Math.round(width)), colour);
  }

  private static void circle(
      Mat canvas, double x, double y, double radius, int thickness, double[] colour) {
    try (Point centre = point(x, y);
        Scalar paint = Colours.scalar(colour)) {
      int r = (int) Math.round(radius * UNIT);
      opencv_imgproc.circle(canvas, centre, r, paint, thickness, opencv_imgproc.LINE_AA, SHIFT);
    }
  }

  /** A line with round ends. */
  static void line(
      Mat canvas, double x1, double y1, double x2, double y2, double width, double[] colour) {
    try (Point from = point(x1, y1);
        Point to = point(x2, y2);
        Scalar paint = Colours.scalar(colour)) {
      int thickness = Math.max(1, (int) Math.round(width));
      opencv_imgproc.line(canvas, from, to, paint, thickness, opencv_imgproc.LINE_AA, SHIFT);
    }
  }

  private static Point point(double x, double y) {
    return new Point((int) Math.round(x * UNIT), (int) Math.round(y * UNIT));
  }
}
