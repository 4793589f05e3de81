package seco.probe;

import java.util.Arrays;
import seco.InputException;

/** What a {@link RidgeProbe} reads off features: matrices (N, T), a row a feature. */
public final class Targets {
  private Targets() {}

  /** A single factor: (N, 1). */
  public static double[][] column(double... values) {
    double[][] targets = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      targets[i] = new double[] {values[i]};
    }
    return targets;
  }

  /** A factor that goes round, such as a hue in 0..1, as cosine and sine: (N, 2). */
  public static double[][] cyclic(double... turns) {
    double[][] targets = new double[turns.length][];
    for (int i = 0; i < turns.length; i++) {
      double angle = 2 * Math.PI * turns[i];
      targets[i] = new double[] {Math.cos(angle), Math.sin(angle)};
    }
    return targets;
  }

  /** Requires a row a feature, finite numbers, and that every column varies. */
  static void require(FeatureSet features, double[][] targets) {
    if (targets.length != features.size() || targets.length == 0) {
      throw new InputException(targets.length + " targets for " + features.size() + " features");
    }
    boolean[] varies = new boolean[targets[0].length];
    for (int i = 0; i < targets.length; i++) {
      if (targets[i].length != varies.length) {
        throw new InputException(
            "target " + i + " has " + targets[i].length + " columns, the first " + varies.length);
      }
      for (int t = 0; t < varies.length; t++) {
        if (!Double.isFinite(targets[i][t])) {
          throw new InputException(
              "target " + i + " (" + features.names().get(i) + ") holds " + targets[i][t]);
        }
        varies[t] |= targets[i][t] != targets[0][t];
      }
    }
    for (int t = 0; t < varies.length; t++) {
      if (!varies[t]) {
        throw new InputException("target column " + t + " is " + targets[0][t] + " everywhere");
      }
    }
  }

  static double[][] rows(double[][] matrix, int... numbers) {
    double[][] chosen = new double[numbers.length][];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = matrix[numbers[i]];
    }
    return chosen;
  }

  /** Mean of each column. */
  static double[] means(double[][] rows) {
    double[] means = new double[rows[0].length];
    for (double[] row : rows) {
      for (int t = 0; t < means.length; t++) {
        means[t] += row[t] / rows.length;
      }
    }
    return means;
  }

  /** Mean squared distance of each column from another matrix's. */
  static double[] meanSquares(double[][] a, double[][] b) {
    double[] squares = new double[a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int t = 0; t < squares.length; t++) {
        squares[t] += (a[i][t] - b[i][t]) * (a[i][t] - b[i][t]) / a.length;
      }
    }
    return squares;
  }

  /** Mean squared distance of each column from its mean. */
  static double[] variances(double[][] rows) {
    double[] means = means(rows);
    double[][] constant = new double[rows.length][];
    Arrays.fill(constant, means);
    return meanSquares(rows, constant);
  }
}
