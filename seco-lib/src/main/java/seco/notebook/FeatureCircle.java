package seco.notebook;

import seco.display.Palette;
import seco.display.UnitCircle;
import seco.probe.FeatureSet;

/** Features of two numbers, each by its direction. */
public final class FeatureCircle {
  private FeatureCircle() {}

  /**
   * A circle with the queries in vermillion and the gallery in blue, by their names.
   *
   * @param queries (M, 2)
   * @param gallery (N, 2)
   */
  public static UnitCircle of(String title, FeatureSet queries, FeatureSet gallery) {
    UnitCircle circle = UnitCircle.titled(title);
    add(circle, gallery, Palette.BLUE);
    add(circle, queries, Palette.VERMILLION);
    return circle;
  }

  private static void add(UnitCircle circle, FeatureSet rows, Palette colour) {
    if (rows.dimension() != 2) {
      throw new IllegalArgumentException(
          "features of size " + rows.dimension() + ": a circle shows those of size 2");
    }
    for (int i = 0; i < rows.size(); i++) {
      float[] row = rows.row(i);
      circle.point(rows.names().get(i), Math.toDegrees(Math.atan2(row[1], row[0])), colour);
    }
  }
}
