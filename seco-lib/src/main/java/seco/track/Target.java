package seco.track;

/**
 * Where a tracker believes its object to be: the centre counted from 0, and the size.
 *
 * @param centreY in pixels, 0 in the middle of the first row
 * @param centreX in pixels, 0 in the middle of the first column
 * @param height of the object
 * @param width of the object
 */
record Target(double centreY, double centreX, double height, double width) {
  static Target of(Box box) {
    return new Target(
        box.y() - 1 + (box.height() - 1) / 2,
        box.x() - 1 + (box.width() - 1) / 2,
        box.height(),
        box.width());
  }

  Box toBox() {
    return new Box(centreX + 1 - (width - 1) / 2, centreY + 1 - (height - 1) / 2, width, height);
  }

  /**
   * Side of the square that becomes the exemplar: as large as the object with a margin all around,
   * {@code sqrt((w + p) (h + p))} with {@code p = context (w + h)}.
   */
  double exemplarSide(double context) {
    double margin = context * (width + height);
    return Math.sqrt((width + margin) * (height + margin));
  }

  /** The object moved by pixels and grown by a factor. */
  Target moved(double down, double right, double growth) {
    return new Target(centreY + down, centreX + right, height * growth, width * growth);
  }
}
