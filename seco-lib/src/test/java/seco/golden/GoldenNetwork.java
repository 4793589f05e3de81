package seco.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import seco.model.PublishedNames;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.tensor.NamedArrays;
import seco.tensor.Values;

/** Networks filled as the golden values' README says. */
final class GoldenNetwork {
  private GoldenNetwork() {}

  static SecoEncoder create(NDManager manager, ResNetConfig trunk, long base) {
    SecoEncoder encoder =
        SecoEncoder.create(manager, trunk, SecoEncoder.Heads.PER_TASK, new Random(0));
    fill(encoder.arrays(), base);
    return encoder;
  }

  /** Fills arrays in the order of a state dict, each from its own stream. */
  static void fill(NamedArrays arrays, long base) {
    List<String> names = PublishedNames.stateDict(arrays.names());
    for (int k = 0; k < names.size(); k++) {
      String name = names.get(k);
      if (!name.endsWith("num_batches_tracked")) {
        fill(arrays.get(name), name, base + k);
      }
    }
  }

  private static void fill(NDArray array, String name, long stream) {
    Shape shape = array.getShape();
    int size = Math.toIntExact(shape.size());
    if (shape.dimension() >= 2) {
      double bound = Math.sqrt(6.0 / (shape.size() / (double) shape.get(0)));
      Values.copy(Golden.stream(stream, size, -bound, bound), array);
    } else if (name.endsWith("running_mean") || name.endsWith("bias")) {
      Values.copy(Golden.stream(stream, size, -0.1, 0.1), array);
    } else {
      Values.copy(Golden.stream(stream, size, 0.5, 1.5), array);
    }
  }

  static NDArray images(NDManager manager, long stream, int n, int pixels) {
    Shape shape = new Shape(n, 3, pixels, pixels);
    return manager.create(Golden.stream(stream, Math.toIntExact(shape.size()), -2, 2), shape);
  }
}
