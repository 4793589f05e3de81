package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import seco.InputException;

class CentringTest {
  private static final FeatureSet THREE =
      Features.of(new int[] {2, 0, 1}, new float[] {1, 4}, new float[] {2, 4}, new float[] {6, -2});

  @Test
  void byOwnMean_subtractsTheMeanRow() {
    assertArrayEquals(new double[] {3, 2}, Centring.mean(THREE));
    FeatureSet centred = Centring.byOwnMean(THREE);
    assertArrayEquals(new float[] {-2, 2, -1, 2, 3, -4}, centred.values());
    assertArrayEquals(THREE.labels(), centred.labels());
    assertEquals(THREE.names(), centred.names());
  }

  @Test
  void by_givenMean_isSubtractedFromEveryRow() {
    FeatureSet moved = Centring.by(new double[] {1, -1}, THREE);
    assertArrayEquals(new float[] {0, 5, 1, 5, 5, -1}, moved.values());
  }

  @Test
  void byOwnMean_equalRows_areExactlyZero() {
    float[] row = {0.1f, 1e-20f, 3e8f};
    FeatureSet equal = Features.of(new int[7], row, row, row, row, row, row, row);
    assertArrayEquals(new float[21], Centring.byOwnMean(equal).values());
  }

  @Test
  void centring_withoutSense_isRefused() {
    FeatureSet one = THREE.rows(0);
    String alone = assertThrows(InputException.class, () -> Centring.byOwnMean(one)).getMessage();
    assertEquals("less their mean, nothing is left of 1 features; do not centre", alone);
    String other =
        assertThrows(InputException.class, () -> Centring.by(new double[3], THREE)).getMessage();
    assertEquals("a mean of size 3 for features of size 2", other);
  }
}
