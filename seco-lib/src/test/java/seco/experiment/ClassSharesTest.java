package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import seco.probe.FeaturePair;
import seco.probe.FeatureSet;
import seco.probe.LinearResult;

class ClassSharesTest {
  @Test
  void ofPairs_countsWithinEachClass() {
    FeatureSet train =
        new FeatureSet(new float[] {1, 0, 0, 1}, 2, new int[] {0, 1}, List.of("a", "b"), Map.of());
    FeatureSet test =
        new FeatureSet(
            new float[] {1, 0, 0, 1, 0, 1},
            2,
            new int[] {0, 0, 1},
            List.of("c", "d", "e"),
            Map.of());
    ClassShares shares =
        ClassShares.of(
            List.of(new FeaturePair("made", train, test)),
            List.of(LinearResult.of(train, test)),
            List.of("run", "sit"));
    assertEquals(List.of("run", "sit"), shares.classes());
    assertArrayEquals(new double[] {0.5, 1}, shares.shares().get("made"));
    assertEquals(shares, shares.extremes(1), "no more than two classes: all in their order");
  }

  @Test
  void extremes_areTheBestAndTheWorstOfTheLastKind() {
    Map<String, double[]> shares = new LinkedHashMap<>();
    shares.put("random", new double[] {0.1, 0.2, 0.3, 0.4, 0.5});
    shares.put("trained", new double[] {0.5, 0.9, Double.NaN, 0.2, 0.4});
    ClassShares some = new ClassShares(List.of("a", "b", "c", "d", "e"), shares).extremes(1);
    assertEquals(List.of("b", "d"), some.classes());
    assertArrayEquals(new double[] {0.9, 0.2}, some.shares().get("trained"));
    assertArrayEquals(new double[] {0.2, 0.4}, some.shares().get("random"));
  }
}
