package seco.experiment;

import java.util.Arrays;
import seco.probe.FeatureSet;

/**
 * The cosines of all pairs of a query and a row of the gallery.
 *
 * @param same of the pairs of one class
 * @param other of the other pairs
 */
public record PairCosines(double[] same, double[] other) {
  /** Compares each query with each row. */
  public static PairCosines of(FeatureSet queries, FeatureSet gallery) {
    FeatureSet rows = queries.normalised();
    FeatureSet columns = gallery.normalised();
    double[] same = new double[queries.size() * gallery.size()];
    double[] other = same.clone();
    int alike = 0;
    int different = 0;
    for (int i = 0; i < rows.size(); i++) {
      float[] row = rows.row(i);
      for (int j = 0; j < columns.size(); j++) {
        double cosine = product(row, columns, j);
        if (rows.labels()[i] == columns.labels()[j]) {
          same[alike++] = cosine;
        } else {
          other[different++] = cosine;
        }
      }
    }
    return new PairCosines(Arrays.copyOf(same, alike), Arrays.copyOf(other, different));
  }

  private static double product(float[] row, FeatureSet columns, int column) {
    double sum = 0;
    int from = column * row.length;
    for (int d = 0; d < row.length; d++) {
      sum += (double) row[d] * columns.values()[from + d];
    }
    return sum;
  }

  /** The middles of so many bins of equal width between -1 and 1. */
  public static double[] bins(int count) {
    double[] middles = new double[count];
    Arrays.setAll(middles, i -> -1 + (2 * i + 1) / (double) count);
    return middles;
  }

  /**
   * Which share of the cosines lies in each bin, (count).
   *
   * @param cosines {@link #same} or {@link #other}
   */
  public static double[] shares(double[] cosines, int count) {
    double[] shares = new double[count];
    for (double cosine : cosines) {
      int bin = (int) Math.floor((cosine + 1) / 2 * count);
      shares[Math.max(0, Math.min(count - 1, bin))] += 1.0 / cosines.length;
    }
    return shares;
  }

  /** The mean of some cosines. */
  public static double mean(double[] cosines) {
    return Arrays.stream(cosines).average().orElse(Double.NaN);
  }

  /**
   * By how much those of one class are higher in the mean, in standard deviations of the others.
   */
  public double lead() {
    double mean = mean(other);
    double squares = Arrays.stream(other).map(cosine -> (cosine - mean) * (cosine - mean)).sum();
    return (mean(same) - mean) / Math.sqrt(squares / other.length);
  }
}
