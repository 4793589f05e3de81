package seco.display;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A named line of a chart. Where {@code y} is NaN there is no point.
 *
 * @param name in the legend
 * @param x of each point
 * @param y of each point
 * @param reference whether it is a level to compare with, drawn dashed
 * @param colour or null for the next of the palette; levels are then grey
 */
public record Line(
    String name, double[] x, double[] y, boolean reference, @Nullable Palette colour) {
  public Line {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "line '" + name + "': " + x.length + " x for " + y.length + " y");
    }
  }

  public static Line of(String name, double[] x, double[] y) {
    return new Line(name, x, y, false, null);
  }

  /** Values over their numbers 0, 1, 2, ... */
  public static Line of(String name, double... y) {
    double[] x = new double[y.length];
    Arrays.setAll(x, i -> i);
    return of(name, x, y);
  }

  /** A level to compare with, such as chance. */
  public static Line level(String name, double value, double fromX, double toX) {
    return new Line(name, new double[] {fromX, toX}, new double[] {value, value}, true, null);
  }

  /** The same in a colour. */
  public Line coloured(Palette colour) {
    return new Line(name, x, y, reference, colour);
  }

  /** The same drawn dashed; without a colour it becomes grey. */
  public Line dashed() {
    return new Line(name, x, y, true, colour);
  }

  /**
   * The line smoothed: each value becomes the mean over a window around it, cut at the ends; NaN
   * stays out of the means.
   *
   * @param window number of points, odd or made so
   */
  public Line smoothed(int window) {
    int reach = Math.max(0, window / 2);
    double[] smooth = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      double sum = 0;
      int count = 0;
      for (int j = Math.max(0, i - reach); j <= Math.min(y.length - 1, i + reach); j++) {
        if (!Double.isNaN(y[j])) {
          sum += y[j];
          count++;
        }
      }
      smooth[i] = Double.isNaN(y[i]) || count == 0 ? Double.NaN : sum / count;
    }
    return new Line(name, x, smooth, reference, colour);
  }
}
