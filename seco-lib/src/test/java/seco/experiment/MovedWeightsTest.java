package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import seco.tensor.NamedArrays;

class MovedWeightsTest {
  @Test
  void changes_areSharesOfTheStart_byStageAndKind() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NamedArrays before =
          arrays(manager, "conv1.weight", 3, 4, "bn1.weight", 2, 0, "bn1.running_mean", 1, 0);
      before = and(before, arrays(manager, "layer1.0.conv1.weight", 6, 8));
      before = and(before, arrays(manager, "layer1.0.downsample.1.bias", 1, 1));
      NamedArrays after =
          arrays(manager, "conv1.weight", 3, 5, "bn1.weight", 3, 0, "bn1.running_mean", 1, 2);
      after = and(after, arrays(manager, "layer1.0.conv1.weight", 6, 13, "fc.weight", 9, 9));
      after = and(after, arrays(manager, "layer1.0.downsample.1.bias", 1, 1));
      MovedWeights moved = MovedWeights.of(before, after);
      assertEquals(List.of("stem", "layer1"), moved.stages());
      Map<String, double[]> byKind = moved.byKind();
      assertArrayEquals(new double[] {0.2, 0.5}, byKind.get(MovedWeights.CONVOLUTIONS), 1e-6);
      assertArrayEquals(new double[] {0.5, 0}, byKind.get(MovedWeights.NORMS), 1e-6);
      assertArrayEquals(new double[] {2, Double.NaN}, byKind.get(MovedWeights.STATISTICS), 1e-6);
    }
  }

  private static NamedArrays arrays(NDManager manager, Object... all) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (int i = 0; i < all.length; i += 3) {
      arrays.put((String) all[i], manager.create(new float[] {(int) all[i + 1], (int) all[i + 2]}));
    }
    return new NamedArrays(arrays);
  }

  private static NamedArrays and(NamedArrays some, NamedArrays more) {
    Map<String, NDArray> all = new LinkedHashMap<>();
    some.forEach(all::put);
    more.forEach(all::put);
    return new NamedArrays(all);
  }
}
