package seco.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricMatrixTest {
  @Test
  void eigenvalues_smallMatrices_areThoseByHand() {
    assertArrayEquals(new double[0], SymmetricMatrix.eigenvalues(new double[0][0]));
    assertArrayEquals(new double[] {7}, SymmetricMatrix.eigenvalues(new double[][] {{7}}));
    double[][] two = {{2, 1}, {1, 2}};
    assertArrayEquals(new double[] {1, 3}, SymmetricMatrix.eigenvalues(two), 1e-15);
    double[][] three = {{0, 1, 1}, {1, 0, 1}, {1, 1, 0}};
    assertArrayEquals(new double[] {-1, -1, 2}, SymmetricMatrix.eigenvalues(three), 1e-15);
    assertArrayEquals(new double[4], SymmetricMatrix.eigenvalues(new double[4][4]));
  }

  @Test
  void eigenvalues_diagonal_areItsNumbersInOrder() {
    double[][] matrix = {{5, 0, 0}, {0, 1e-12, 0}, {0, 0, -3}};
    assertArrayEquals(new double[] {-3, 1e-12, 5}, SymmetricMatrix.eigenvalues(matrix));
  }

  /** min(i, j), counted from 1, has the eigenvalues 1 / (4 sin^2((2k - 1) pi / (4n + 2))). */
  @Test
  void eigenvalues_ofTheLesserIndex_areItsSines() {
    for (int n : new int[] {2, 3, 10, 33, 128, 300}) {
      double[][] matrix = new double[n][n];
      double[] expected = new double[n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          matrix[i][j] = Math.min(i, j) + 1;
        }
        double sine = Math.sin((2 * (n - i) - 1) * Math.PI / (4 * n + 2));
        expected[i] = 1 / (4 * sine * sine);
      }
      assertArrayEquals(expected, SymmetricMatrix.eigenvalues(matrix), 1e-11 * n * n, "n = " + n);
    }
  }

  @Test
  void eigenvalues_onesOfRankOne_areZeroBesideOne() {
    double[][] ones = new double[60][60];
    Arrays.stream(ones).forEach(row -> Arrays.fill(row, 1));
    double[] expected = new double[60];
    expected[59] = 60;
    assertArrayEquals(expected, SymmetricMatrix.eigenvalues(ones), 1e-12);
  }

  @Test
  void eigenvalues_randomMatrix_haveItsTraceAndItsSquaresAndLeaveItAlone() {
    Random random = new Random(1);
    double[][] matrix = new double[50][50];
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < 50; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = matrix[j][i] = random.nextGaussian();
        squares += matrix[i][j] * matrix[i][j] * (i == j ? 1 : 2);
      }
      trace += matrix[i][i];
    }
    double[][] copy = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    double[] values = SymmetricMatrix.eigenvalues(matrix);
    assertEquals(trace, Arrays.stream(values).sum(), 1e-11);
    assertEquals(squares, Arrays.stream(values).map(x -> x * x).sum(), 1e-9);
    assertArrayEquals(copy, matrix);
    assertArrayEquals(values, SymmetricMatrix.eigenvalues(matrix), 0.0);
  }

  @Test
  void eigenvalues_notFinite_areRefused() {
    double[][] matrix = {{1, Double.NaN}, {Double.NaN, 1}};
    assertThrows(IllegalArgumentException.class, () -> SymmetricMatrix.eigenvalues(matrix));
  }
}
