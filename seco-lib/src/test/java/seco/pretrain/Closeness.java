package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/** How far values are from those expected. */
final class Closeness {
  private Closeness() {}

  static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  /** ||a - b|| / ||b||; infinite where b is zero or of another length. */
  static double distance(double[] b, float[] a) {
    if (a.length != b.length) {
      return Double.POSITIVE_INFINITY;
    }
    double distance = 0;
    double norm = 0;
    for (int i = 0; i < b.length; i++) {
      distance += Math.pow(a[i] - b[i], 2);
      norm += b[i] * b[i];
    }
    return norm == 0 ? Double.POSITIVE_INFINITY : Math.sqrt(distance / norm);
  }

  /** Requires a distance of at most the tolerance. */
  static void assertClose(String name, double[] b, NDArray a, double tolerance) {
    assertClose(name, b, a.toFloatArray(), tolerance);
  }

  static void assertClose(String name, double[] b, float[] a, double tolerance) {
    double distance = distance(b, a);
    assertTrue(distance <= tolerance, name + " differs by " + distance);
  }
}
