package seco.contrast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;

/** Vectors of 64-bit numbers, to compare with. */
final class Vectors {
  private Vectors() {}

  static double[] doubles(NDArray array) {
    return array.toType(DataType.FLOAT64, true).toDoubleArray();
  }

  static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(v -> v * factor).toArray();
  }

  static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  /** Requires ||a - b|| / ||b|| of at most the tolerance, b not zero. */
  static void assertClose(String name, double[] b, double[] a, double tolerance) {
    assertEquals(b.length, a.length, name);
    double norm = Math.sqrt(Arrays.stream(b).map(v -> v * v).sum());
    double distance = Math.sqrt(Arrays.stream(sum(a, scaled(b, -1))).map(v -> v * v).sum());
    assertTrue(norm > 0, name + " is zero");
    assertTrue(distance <= tolerance * norm, name + " differs by " + distance / norm);
  }
}
