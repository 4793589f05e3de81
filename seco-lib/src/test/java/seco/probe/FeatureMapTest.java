package seco.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import seco.InputException;

class FeatureMapTest {
  private static final FeatureSet FEATURES = Features.clusters(64, 64, 3, 0.3, 5);

  @Test
  void of_sameSeed_sameMap_otherSeed_otherMap() {
    double[][] map = FeatureMap.of(FEATURES, 8, 1);
    assertArrayEquals(map, FeatureMap.of(FEATURES, 8, 1));
    assertTrue(!Arrays.deepEquals(map, FeatureMap.of(FEATURES, 8, 2)), "another seed");
  }

  @Test
  void of_threeClusters_neighboursOnTheMapAreOfOneClass() {
    double[][] map = FeatureMap.of(FEATURES, 8, 1);
    assertEquals(64, map.length);
    for (int i = 0; i < map.length; i++) {
      assertEquals(2, map[i].length);
      int nearest = -1;
      for (int j = 0; j < map.length; j++) {
        if (j != i && (nearest < 0 || distance(map[i], map[j]) < distance(map[i], map[nearest]))) {
          nearest = j;
        }
      }
      assertEquals(FEATURES.labels()[i], FEATURES.labels()[nearest], "neighbour of row " + i);
    }
  }

  @Test
  void of_tooFewRows_isRefused() {
    String message =
        assertThrows(InputException.class, () -> FeatureMap.of(FEATURES, 22, 1)).getMessage();
    assertTrue(message.startsWith("perplexity 22.0 for a map of 64 rows"), message);
  }

  private static double distance(double[] a, double[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }
}
