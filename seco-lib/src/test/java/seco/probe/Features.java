package seco.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Feature sets for tests. */
final class Features {
  private Features() {}

  /** Rows with labels; row i is called {@code row i}. */
  static FeatureSet of(int[] labels, float[]... rows) {
    int dimension = rows[0].length;
    float[] values = new float[rows.length * dimension];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * dimension, dimension);
    }
    List<String> names = IntStream.range(0, rows.length).mapToObj(i -> "row " + i).toList();
    return new FeatureSet(values, dimension, labels, names, Map.of());
  }

  /** Normal noise around a random centre a class; the labels go round. */
  static FeatureSet clusters(int count, int dimension, int classes, double noise, long seed) {
    java.util.Random random = new java.util.Random(seed);
    double[][] centres = new double[classes][dimension];
    Arrays.stream(centres).forEach(c -> Arrays.setAll(c, d -> random.nextGaussian()));
    float[][] rows = new float[count][dimension];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % classes;
      for (int d = 0; d < dimension; d++) {
        rows[i][d] = (float) (centres[labels[i]][d] + noise * random.nextGaussian());
      }
    }
    return of(labels, rows);
  }
}
