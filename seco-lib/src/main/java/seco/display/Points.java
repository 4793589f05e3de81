package seco.display;

/**
 * A named group of points in a plane.
 *
 * @param name in the legend
 * @param x of each point
 * @param y of each point
 */
public record Points(String name, double[] x, double[] y) {
  public Points {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "points '" + name + "': " + x.length + " x for " + y.length + " y");
    }
  }
}
