package seco.track;

/**
 * A square of a picture that is to be cut out.
 *
 * @param centreY counted from 0
 * @param centreX counted from 0
 * @param side in pixels
 */
record Square(double centreY, double centreX, double side) {
  /** Whole pixels: rows y0 to y1 - 1, columns x0 to x1 - 1, which may lie outside the picture. */
  record Corners(int x0, int y0, int x1, int y1) {
    int width() {
      return x1 - x0;
    }

    int height() {
      return y1 - y0;
    }
  }

  static Square around(Target target, double side) {
    return new Square(target.centreY(), target.centreX(), side);
  }
}
