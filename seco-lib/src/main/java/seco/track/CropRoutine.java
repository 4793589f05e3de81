package seco.track;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.BORDER_ISOLATED;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How a square is cut out of a picture and brought to a size. Roundings are to the nearest, halves
 * to the even number.
 */
public enum CropRoutine {
  /** As siamfc-pytorch: what lies outside is filled with a colour, then all is resized. */
  PAD_RESIZE {
    @Override
    Square.Corners corners(Square square) {
      int side = (int) Math.min(MOST_PIXELS, Math.max(1, Math.rint(square.side())));
      int x = whole(square.centreX() - (side - 1) / 2.0);
      int y = whole(square.centreY() - (side - 1) / 2.0);
      return new Square.Corners(x, y, x + side, y + side);
    }

    @Override
    void cut(Mat picture, Square.Corners corners, Scalar colour, int interpolation, Mat target) {
      if (corners.width() > LARGEST_COPY) {
        SparseCrop.cut(picture, corners, colour, target);
        return;
      }
      try (Rect visible = visible(picture, corners);
          Mat square = new Mat()) {
        if (visible.width() <= 0 || visible.height() <= 0) {
          target.put(colour);
          return;
        }
        try (Mat part = new Mat(picture, visible)) {
          if (part.cols() == corners.width() && part.rows() == corners.height()) {
            resize(part, target, interpolation);
          } else {
            border(part, square, visible, corners, colour);
            resize(square, target, interpolation);
          }
        }
      }
    }
  },
  /** As vince: what lies inside is resized, then the rest is filled with a colour. */
  RESIZE_PAD {
    @Override
    Square.Corners corners(Square square) {
      double half = Math.max(2, square.side()) / 2;
      return new Square.Corners(
          whole(square.centreX() - half),
          whole(square.centreY() - half),
          whole(square.centreX() + half),
          whole(square.centreY() + half));
    }

    @Override
    void cut(Mat picture, Square.Corners corners, Scalar colour, int interpolation, Mat target) {
      try (Rect visible = visible(picture, corners);
          Scalar black = new Scalar(0, 0, 0, 0)) {
        int out = target.cols();
        int width = (int) Math.rint((double) out * visible.width() / corners.width());
        int height = (int) Math.rint((double) out * visible.height() / corners.height());
        int left = (int) ((double) Math.max(0, -corners.x0()) * out / corners.width());
        int top = (int) ((double) Math.max(0, -corners.y0()) * out / corners.height());
        boolean fits = left + width <= out && top + height <= out;
        if (visible.width() <= 0 || visible.height() <= 0 || width < 1 || height < 1 || !fits) {
          target.put(black);
          return;
        }
        target.put(colour);
        try (Mat part = new Mat(picture, visible);
            Rect place = new Rect(left, top, width, height);
            Mat room = new Mat(target, place)) {
          resize(part, room, interpolation);
        }
      }
    }
  };

  /** Larger squares are not copied whole before they are resized. */
  private static final int LARGEST_COPY = 4096;

  private static final int MOST_PIXELS = 1 << 24;

  /** The pixels of a square. */
  abstract Square.Corners corners(Square square);

  /**
   * Cuts a square out.
   *
   * @param colour in place of what lies outside the picture
   * @param interpolation a number of OpenCV's
   * @param target square matrix of the size that is wanted, whose pixels are replaced
   */
  abstract void cut(
      Mat picture, Square.Corners corners, Scalar colour, int interpolation, Mat target);

  private static int whole(double value) {
    return (int) Math.max(-MOST_PIXELS, Math.min(MOST_PIXELS, Math.rint(value)));
  }

  private static Rect visible(Mat picture, Square.Corners corners) {
    int x = Math.max(0, corners.x0());
    int y = Math.max(0, corners.y0());
    int endX = Math.min(picture.cols(), corners.x1());
    int endY = Math.min(picture.rows(), corners.y1());
    return new Rect(x, y, endX - x, endY - y);
  }

  private static void border(
      Mat part, Mat square, Rect visible, Square.Corners corners, Scalar colour) {
    opencv_core.copyMakeBorder(
        part,
        square,
        visible.y() - corners.y0(),
        corners.y1() - visible.y() - visible.height(),
        visible.x() - corners.x0(),
        corners.x1() - visible.x() - visible.width(),
        BORDER_CONSTANT | BORDER_ISOLATED,
        colour);
  }

  private static void resize(Mat from, Mat to, int interpolation) {
    try (Size size = new Size(to.cols(), to.rows())) {
      opencv_imgproc.resize(from, to, size, 0, 0, interpolation);
    }
  }
}
