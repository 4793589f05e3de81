package seco.probe;

import java.util.Arrays;
import seco.InputException;
import smile.projection.PCA;

/**
 * Features in the plane in which they spread most: their first two principal components. Unlike on
 * a {@link FeatureMap}, distances in it are never larger than those of the features.
 *
 * @param places of the rows (N, 2), centred at 0
 * @param share of the spread about the mean that the plane holds, 0..1
 */
public record FeaturePlane(double[][] places, double share) {
  /**
   * The plane of some features.
   *
   * @throws InputException if there are fewer than 3 rows, or they have fewer than 2 numbers
   */
  public static FeaturePlane of(FeatureSet features) {
    if (features.size() < 3 || features.dimension() < 2) {
      throw new InputException(
          "%d rows of %d numbers: a plane needs at least 3 rows of 2"
              .formatted(features.size(), features.dimension()));
    }
    double[][] rows = features.doubles();
    double[] mean = Centring.mean(features);
    double all = 0;
    for (double[] row : rows) {
      for (int d = 0; d < row.length; d++) {
        all += (row[d] - mean[d]) * (row[d] - mean[d]);
      }
    }
    double[][] places = PCA.fit(rows).setProjection(2).project(rows);
    double held = Arrays.stream(places).flatMapToDouble(Arrays::stream).map(v -> v * v).sum();
    return new FeaturePlane(places, all > 0 ? held / all : 1);
  }
}
