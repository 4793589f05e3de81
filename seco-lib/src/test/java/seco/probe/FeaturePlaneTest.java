package seco.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import seco.InputException;

class FeaturePlaneTest {
  private static FeatureSet rows(int dimension, float... values) {
    int size = values.length / dimension;
    return new FeatureSet(
        values, dimension, new int[size], Collections.nCopies(size, "v"), Map.of());
  }

  @Test
  void of_threeDirections_holdsTheTwoWidest() {
    FeaturePlane plane =
        FeaturePlane.of(
            rows(3, 13, 5, 5, 7, 5, 5, 10, 7, 5, 10, 3, 5, 10, 5, 6, 10, 5, 4)); // about 10, 5, 5
    assertEquals((9 + 4) / 14.0, plane.share(), 1e-6); // of 2 (9 + 4 + 1)
    double[][] at = plane.places();
    assertEquals(3, Math.abs(at[0][0]), 1e-6);
    assertEquals(-at[0][0], at[1][0], 1e-6);
    assertEquals(2, Math.abs(at[2][1]), 1e-6);
    assertEquals(0, Math.hypot(at[4][0], at[4][1]), 1e-6);
  }

  @Test
  void of_twoNumbers_keepsAllDistances() {
    FeaturePlane plane = FeaturePlane.of(rows(2, 0, 0, 3, 4, 1, 7));
    assertEquals(1, plane.share(), 1e-6);
    double[][] at = plane.places();
    assertEquals(5, Math.hypot(at[0][0] - at[1][0], at[0][1] - at[1][1]), 1e-6);
  }

  @Test
  void of_tooFew_isRefused() {
    assertThrows(InputException.class, () -> FeaturePlane.of(rows(2, 0, 0, 1, 1)));
    assertThrows(InputException.class, () -> FeaturePlane.of(rows(1, 0, 1, 2, 3)));
  }
}
