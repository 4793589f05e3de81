package seco.display;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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

  /**
   * Places of a map as a group for each label, in the order of the names.
   *
   * @param places (N, 2)
   * @param labels (N), from 0
   * @param names of the labels
   */
  public static List<Points> byLabel(double[][] places, int[] labels, List<String> names) {
    if (places.length != labels.length) {
      throw new IllegalArgumentException(
          places.length + " places for " + labels.length + " labels");
    }
    List<Points> groups = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      int label = k;
      int[] rows = IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
      double[] x = IntStream.of(rows).mapToDouble(i -> places[i][0]).toArray();
      double[] y = IntStream.of(rows).mapToDouble(i -> places[i][1]).toArray();
      groups.add(new Points(names.get(k), x, y));
    }
    return groups;
  }
}
