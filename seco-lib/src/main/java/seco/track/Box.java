package seco.track;

import java.util.Locale;

/**
 * An upright box in pixels as the data sets' files write it: the first pixel of a picture is 1.
 *
 * @param x left edge
 * @param y upper edge
 * @param width of the box; a box of no width or height, or with a NaN, says that nothing is seen
 * @param height of the box
 */
public record Box(double x, double y, double width, double height) {
  /** Keeps the overlap of two boxes of no area finite; 2^-52. */
  private static final double EPSILON = Math.ulp(1.0);

  /** Says that the target is not seen. */
  public static final Box ABSENT = new Box(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /** Whether the numbers are finite and the box has an area. */
  public boolean isPresent() {
    double sum = x + y + width + height;
    return Double.isFinite(sum) && width > 0 && height > 0;
  }

  /** Whether some of the box lies in a picture of a size. */
  public boolean touches(int pictureWidth, int pictureHeight) {
    double left = x - 1;
    double top = y - 1;
    return left < pictureWidth && top < pictureHeight && left + width > 0 && top + height > 0;
  }

  /** Intersection over union, 0..1; NaN where a number is. */
  public double overlap(Box other) {
    double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    double common = Math.max(0, w) * Math.max(0, h);
    double union = width * height + other.width * other.height - common;
    return Math.min(1, Math.max(0, common / (union + EPSILON)));
  }

  /** Pixels between the centres. */
  public double centreDistance(Box other) {
    return length(centreX() - other.centreX(), centreY() - other.centreY());
  }

  /** The same in units of the truth's width and height, each at least one pixel. */
  public double normalizedDistance(Box truth) {
    return length(
        (centreX() - truth.centreX()) / Math.max(1, truth.width),
        (centreY() - truth.centreY()) / Math.max(1, truth.height));
  }

  private double centreX() {
    return x + (width - 1) / 2;
  }

  private double centreY() {
    return y + (height - 1) / 2;
  }

  private static double length(double dx, double dy) {
    return Math.sqrt(dx * dx + dy * dy);
  }

  /**
   * The box as GOT-10k's toolkit fits it into a picture: a corner outside is moved to the edge and
   * takes the box with it, then what hangs over on the right and below is cut.
   */
  public Box bounded(double pictureWidth, double pictureHeight) {
    double left = within(x, pictureWidth);
    double top = within(y, pictureHeight);
    return new Box(
        left, top, within(width, pictureWidth - left), within(height, pictureHeight - top));
  }

  private static double within(double value, double most) {
    return Math.min(most, Math.max(0, value));
  }

  /** The numbers as result files hold them: three decimals, joined by commas. */
  public String toLine() {
    return String.format(Locale.ROOT, "%.3f,%.3f,%.3f,%.3f", x, y, width, height);
  }
}
