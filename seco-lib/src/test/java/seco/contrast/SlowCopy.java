package seco.contrast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import seco.model.SecoEncoder;
import seco.tensor.NamedArrays;

/** An encoder that trains and the momentum encoders that start as its copies. */
abstract class SlowCopy extends WithoutGradients {
  static final double ALPHA = 0.9;

  final SecoEncoder online = SmallEncoders.encoder(manager);

  MomentumEncoder encoder(KeyBatches batches) {
    return new MomentumEncoder(manager, online, ALPHA, batches);
  }

  NDArray images(long seed) {
    return SmallEncoders.images(manager, seed, 4, seed);
  }

  static float[] floats(NDArray array) {
    return array.toFloatArray();
  }

  static Map<String, float[]> values(NamedArrays arrays) {
    Map<String, float[]> values = new LinkedHashMap<>();
    arrays.forEach((name, array) -> values.put(name, array.toFloatArray()));
    return values;
  }

  static void assertSame(Map<String, float[]> expected, Map<String, float[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, array) -> assertArrayEquals(array, actual.get(name), name));
  }
}
