package seco.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import seco.tensor.Shapes;

/**
 * How embeddings lie on the unit sphere: whether a training brings together what belongs together,
 * spreads what does not, and uses the directions that it has.
 *
 * <p>Everything is summed in double precision in a fixed order. What is not finite makes the result
 * NaN.
 */
public final class EmbeddingGeometry {
  private static final double SHARPNESS = 2; // t of Wang and Isola

  private EmbeddingGeometry() {}

  /**
   * Mean squared distance of the positive pairs: 0 where each query lies on its key, 2 where they
   * are orthogonal, at most 4. T. Wang and P. Isola, <i>Understanding Contrastive Representation
   * Learning through Alignment and Uniformity on the Hypersphere</i>, ICML 2020, <a
   * href="https://arxiv.org/abs/2005.10242">arXiv:2005.10242</a>, with their exponent 2.
   *
   * @param query (N, D) with unit rows
   * @param key the positive of each row (N, D)
   */
  public static double alignment(NDArray query, NDArray key) {
    Shapes.require("key", key, query.getShape().getShape());
    double[][] a = rows(query);
    double[][] b = rows(key);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int d = 0; d < a[i].length; d++) {
        sum += (a[i][d] - b[i][d]) * (a[i][d] - b[i][d]);
      }
    }
    return finite(sum / a.length);
  }

  /**
   * Log of the mean of exp(-2 d^2) over the pairs of different rows: 0 where all rows are one
   * point, about -4 where they fill a sphere of many dimensions. Wang and Isola, as above, with
   * their t = 2.
   *
   * @param query (N, D) with unit rows; NaN for a single one
   */
  public static double uniformity(NDArray query) {
    double[][] rows = rows(query);
    double[] squares = Arrays.stream(rows).mapToDouble(row -> dot(row, row)).toArray();
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        double square = squares[i] + squares[j] - 2 * dot(rows[i], rows[j]);
        sum += Math.exp(-SHARPNESS * Math.max(0, square));
      }
    }
    return finite(Math.log(sum / (rows.length * (rows.length - 1) / 2.0)));
  }

  /**
   * Effective rank: exp of the entropy of the singular values, divided by their sum. It is 1 where
   * all rows are one point (the collapse), r where r directions carry alike, at most min(N, D). O.
   * Roy and M. Vetterli, <i>The Effective Rank: A Measure of Effective Dimensionality</i>, EUSIPCO
   * 2007.
   *
   * @param query (N, D); NaN where all values are 0
   */
  public static double effectiveRank(NDArray query) {
    double[][] rows = rows(query);
    double[][] lesser = rows.length <= rows[0].length ? rows : transposed(rows);
    double[][] gram = gram(lesser); // its eigenvalues are the squares of the singular values
    if (!Arrays.stream(gram).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
      return Double.NaN;
    }
    double[] singular = singularValues(gram);
    double sum = Arrays.stream(singular).sum();
    double entropy = 0;
    for (double value : singular) {
      entropy -= value > 0 ? value / sum * Math.log(value / sum) : 0;
    }
    return sum > 0 ? Math.exp(entropy) : Double.NaN;
  }

  /** Square roots of the eigenvalues; those that are nothing but rounding are 0. */
  private static double[] singularValues(double[][] gram) {
    double[] squares =
        new EigenDecomposition(new Array2DRowRealMatrix(gram, false)).getRealEigenvalues();
    double rounding = gram.length * Math.ulp(Arrays.stream(squares).max().orElse(0));
    return Arrays.stream(squares)
        .map(square -> square > rounding ? Math.sqrt(square) : 0)
        .toArray();
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  private static double[][] rows(NDArray x) {
    Shapes.require("embeddings", x, Shapes.ANY, Shapes.ANY);
    int width = Math.toIntExact(x.getShape().get(1));
    try (NDArray wide = x.toType(DataType.FLOAT64, true)) {
      double[] values = wide.toDoubleArray();
      double[][] rows = new double[Math.toIntExact(x.getShape().get(0))][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
      }
      return rows;
    }
  }

  private static double[][] transposed(double[][] rows) {
    double[][] columns = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int d = 0; d < columns.length; d++) {
        columns[d][i] = rows[i][d];
      }
    }
    return columns;
  }

  private static double[][] gram(double[][] rows) {
    double[][] gram = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = dot(rows[i], rows[j]);
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
