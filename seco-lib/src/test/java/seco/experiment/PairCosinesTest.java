package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import seco.probe.FeatureSet;

class PairCosinesTest {
  private static FeatureSet rows(int[] labels, float... values) {
    String[] names = new String[labels.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = "row " + i;
    }
    return new FeatureSet(values, 2, labels, List.of(names), Map.of());
  }

  @Test
  void of_byHand_classesApart() {
    FeatureSet queries = rows(new int[] {0}, 3, 4);
    FeatureSet gallery = rows(new int[] {0, 1, 1}, 5, 0, 0, 7, -3, -4);
    PairCosines pairs = PairCosines.of(queries, gallery);
    assertArrayEquals(new double[] {0.6}, pairs.same(), 1e-6);
    assertArrayEquals(new double[] {0.8, -1}, pairs.other(), 1e-6);
    assertEquals(-0.1, PairCosines.mean(pairs.other()), 1e-6);
    assertEquals(0.7 / 0.9, pairs.lead(), 1e-6); // the others lie 0.9 from their mean
  }

  @Test
  void shares_ends_fallIntoTheOuterBins() {
    assertArrayEquals(new double[] {-0.75, -0.25, 0.25, 0.75}, PairCosines.bins(4), 1e-12);
    double[] cosines = {-1, -0.5, 0.4, 1.0000001};
    assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, PairCosines.shares(cosines, 4), 1e-12);
  }
}
