package seco.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.tensor.NamedArrays;
import seco.tensor.SafeTensors;

/** A small network, a file with its arrays under any names, and another network to load it into. */
abstract class SavedNetwork {
  @TempDir Path folder;
  final NDManager manager = NDManager.newBaseManager();
  final Map<String, NDArray> saved = new LinkedHashMap<>();
  final SecoEncoder given = network(1);
  SecoEncoder network = network(2);

  SecoEncoder network(int seed) {
    return SecoEncoder.create(
        manager, new ResNetConfig(18, 2, 0), SecoEncoder.Heads.PER_TASK, new Random(seed));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  void save(String prefix, String part) {
    given.arrays().only(n -> n.startsWith(part)).forEach((n, a) -> saved.put(prefix + n, a));
  }

  void saveTrunk(String prefix) {
    given.arrays().only(n -> !n.startsWith("fc")).forEach((n, a) -> saved.put(prefix + n, a));
  }

  ForeignWeights written() throws IOException {
    Path file = folder.resolve("weights");
    SafeTensors.write(file, new NamedArrays(saved), Map.of());
    return ForeignWeights.read(file);
  }

  void assertSame(String name, NDArray expected) {
    assertArrayEquals(expected.toFloatArray(), network.arrays().get(name).toFloatArray(), name);
  }

  static float[] all(NamedArrays arrays) {
    float[] sums = new float[arrays.size()];
    int i = 0;
    for (String name : arrays.names()) {
      sums[i++] = arrays.get(name).square().sum().getFloat();
    }
    return sums;
  }
}
