package seco.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class RowsTest {
  @Test
  void unit_rowsOfAnyLength_haveNormOne() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {3, 4, 0, -2000, 1e-6f, 0}, new Shape(3, 2));
      assertArrayEquals(new float[] {0.6f, 0.8f, 0, -1, 1, 0}, Rows.unit(x).toFloatArray(), 1e-6f);
    }
  }

  @Test
  void unit_zeroRow_staysZero() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.zeros(new Shape(1, 3));
      assertArrayEquals(new float[3], Rows.unit(x).toFloatArray());
    }
  }

  @Test
  void dot_twoRows_byHand() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray a = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
      NDArray b = manager.create(new float[] {5, 6, -1, 0.5f}, new Shape(2, 2));
      assertArrayEquals(new float[] {17, -1}, Rows.dot(a, b).toFloatArray());
    }
  }

  @Test
  void logSumExp_smallAndHugeValues_byHand() {
    try (NDManager manager = NDManager.newBaseManager()) {
      double[] values = {0, Math.log(3), 1000, 1000, -1000, -1000};
      NDArray x = manager.create(values, new Shape(3, 2));
      double[] expected = {Math.log(4), 1000 + Math.log(2), -1000 + Math.log(2)};
      NDArray actual = Rows.logSumExp(x, x.max(new int[] {1}));
      assertArrayEquals(expected, actual.toDoubleArray(), 1e-12);
    }
  }
}
