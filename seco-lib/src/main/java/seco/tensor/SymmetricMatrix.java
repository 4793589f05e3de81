package seco.tensor;

import java.util.Arrays;

/**
 * Eigenvalues of a real symmetric matrix in double precision, on the calling thread alone: the same
 * bits for the same matrix, whatever number of threads the engine has.
 *
 * <p>Householder's reflections make the matrix tridiagonal, the QL algorithm with implicit shifts
 * makes that diagonal (Golub and Van Loan, <i>Matrix Computations</i>, 8.3).
 */
public final class SymmetricMatrix {
  private static final int MOST_ROUNDS = 60; // of QL for one eigenvalue; two or three are usual

  private final double[] diagonal;
  private final double[] beside; // beside[i] stands right of diagonal[i]

  private SymmetricMatrix(int size) {
    diagonal = new double[size];
    beside = new double[size];
  }

  /**
   * The eigenvalues, ascending.
   *
   * @param matrix n x n of finite numbers, of which the lower triangle is read
   * @throws IllegalArgumentException if a number is not finite
   */
  public static double[] eigenvalues(double[][] matrix) {
    for (double[] row : matrix) {
      for (double value : row) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("a matrix with the value " + value);
        }
      }
    }
    SymmetricMatrix work = new SymmetricMatrix(matrix.length);
    work.tridiagonalise(Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new));
    for (int at = 0; at < matrix.length; at++) {
      work.isolate(at);
    }
    Arrays.sort(work.diagonal);
    return work.diagonal;
  }

  /** Reflects the part of each row left of the diagonal onto its last place, from below. */
  private void tridiagonalise(double[][] a) {
    for (int row = a.length - 1; row > 0; row--) {
      double[] v = a[row];
      diagonal[row] = v[row];
      double length = norm(v, row);
      beside[row - 1] = v[row - 1] > 0 ? -length : length;
      double rest = norm(v, row - 1);
      if (rest > 0) {
        v[row - 1] -= beside[row - 1];
        reflect(a, v, row);
      } else {
        beside[row - 1] = v[row - 1]; // nothing to remove
      }
    }
    if (a.length > 0) {
      diagonal[0] = a[0][0];
    }
  }

  /** H A H of the leading part, H = 1 - 2 v v' / v'v, in its lower triangle. */
  private static void reflect(double[][] a, double[] v, int size) {
    double square = dot(v, v, size);
    double[] p = new double[size]; // 2 A v / v'v
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        p[i] += a[i][j] * v[j];
        p[j] += a[i][j] * v[i];
      }
      p[i] += a[i][i] * v[i];
    }
    for (int i = 0; i < size; i++) {
      p[i] *= 2 / square;
    }
    double half = dot(p, v, size) / square;
    for (int i = 0; i < size; i++) {
      p[i] -= half * v[i];
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        a[i][j] -= v[i] * p[j] + p[i] * v[j];
      }
    }
  }

  private static double norm(double[] v, int size) {
    double greatest = 0;
    for (int i = 0; i < size; i++) {
      greatest = Math.max(greatest, Math.abs(v[i]));
    }
    double sum = 0;
    for (int i = 0; i < size && greatest > 0; i++) {
      sum += (v[i] / greatest) * (v[i] / greatest);
    }
    return greatest * Math.sqrt(sum);
  }

  private static double dot(double[] a, double[] b, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** QL rounds until the number right of a diagonal's place is nothing beside its neighbours. */
  private void isolate(int at) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      int end = at;
      while (end < diagonal.length - 1 && !negligible(end)) {
        end++;
      }
      if (end == at) {
        return;
      }
      rotate(at, end);
    }
    throw new IllegalStateException("no eigenvalue after " + MOST_ROUNDS + " rounds");
  }

  private boolean negligible(int i) {
    double scale = Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]);
    return Math.abs(beside[i]) <= Math.ulp(scale) || Math.abs(beside[i]) < Double.MIN_NORMAL;
  }

  /** One implicit QL round on the rows from {@code at} to {@code end}: rotations from below. */
  private void rotate(int at, int end) {
    double half = (diagonal[at + 1] - diagonal[at]) / (2 * beside[at]);
    double root = Math.copySign(Math.hypot(half, 1), half);
    double g = diagonal[end] - diagonal[at] + beside[at] / (half + root); // Wilkinson's shift
    double sine = 1;
    double cosine = 1;
    double taken = 0;
    for (int i = end - 1; i >= at; i--) {
      double f = sine * beside[i];
      double b = cosine * beside[i];
      double length = Math.hypot(f, g);
      beside[i + 1] = length;
      if (length == 0) { // the block has fallen into two
        diagonal[i + 1] -= taken;
        beside[end] = 0;
        return;
      }
      sine = f / length;
      cosine = g / length;
      g = diagonal[i + 1] - taken;
      double r = (diagonal[i] - g) * sine + 2 * cosine * b;
      taken = sine * r;
      diagonal[i + 1] = g + taken;
      g = cosine * r - b;
    }
    diagonal[at] -= taken;
    beside[at] = g;
    beside[end] = 0;
  }
}
