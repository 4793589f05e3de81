package seco.probe;

import smile.math.matrix.Matrix;

/** The eigenvectors of X'X, from which the weights of every regularisation follow at once. */
final class RidgeFit {
  private final double[] centre;
  private final double[] offset;
  private final double[] eigenvalues;
  private final Matrix eigenvectors; // V (D, D)
  private final Matrix projected; // V'X'Y (D, T)
  private final double meanEigenvalue;

  RidgeFit(FeatureSet features, double[][] targets) {
    double[][] x = features.doubles();
    centre = Targets.means(x);
    offset = Targets.means(targets);
    Matrix centred = new Matrix(minus(x, centre)); // (N, D)
    // Sorting copies: what eigen() returns is still marked as symmetric and multiplied as such.
    Matrix.EVD decomposition = centred.ata().eigen(false, true, true).sort();
    eigenvalues = decomposition.wr;
    eigenvectors = decomposition.Vr;
    projected = eigenvectors.tm(centred.tm(new Matrix(minus(targets, offset))));
    double sum = 0;
    for (double value : eigenvalues) {
      sum += value;
    }
    meanEigenvalue = Math.max(sum / eigenvalues.length, Double.MIN_NORMAL);
  }

  int dimension() {
    return centre.length;
  }

  /** V (L + s)^-1 V'X'Y: (D, T), for s in units of the mean eigenvalue. */
  Matrix weights(double strength) {
    Matrix scaled = new Matrix(projected.nrows(), projected.ncols());
    for (int i = 0; i < scaled.nrows(); i++) {
      double shrinking = Math.max(eigenvalues[i], 0) + strength * meanEigenvalue;
      for (int t = 0; t < scaled.ncols(); t++) {
        scaled.set(i, t, projected.get(i, t) / shrinking);
      }
    }
    return eigenvectors.mm(scaled);
  }

  /** Predicted targets (N, T). */
  double[][] predict(FeatureSet features, Matrix weights) {
    double[][] targets = new Matrix(minus(features.doubles(), centre)).mm(weights).toArray();
    for (double[] row : targets) {
      for (int t = 0; t < row.length; t++) {
        row[t] += offset[t];
      }
    }
    return targets;
  }

  private static double[][] minus(double[][] rows, double[] centre) {
    double[][] moved = new double[rows.length][centre.length];
    for (int i = 0; i < rows.length; i++) {
      for (int d = 0; d < centre.length; d++) {
        moved[i][d] = rows[i][d] - centre[d];
      }
    }
    return moved;
  }
}
