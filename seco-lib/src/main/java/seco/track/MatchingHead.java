package seco.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import seco.Paper;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Values;

/**
 * The learned part of the tracker: a 1x1 convolution with bias over the frozen maps, one for both
 * or one for each.
 */
@Paper(section = "Object Tracking")
final class MatchingHead {
  private static final String BOTH = "head";
  private static final String EXEMPLAR = "exemplar";
  private static final String SEARCH = "search";

  private final NamedArrays arrays;

  private MatchingHead(NamedArrays arrays) {
    this.arrays = arrays;
  }

  /**
   * A head whose values are drawn as PyTorch draws those of a convolution: uniform within 1 /
   * sqrt(inputs).
   *
   * @param owner of its arrays
   * @param inputs channels of the maps
   */
  static MatchingHead create(
      NDManager owner, HeadConfig config, int inputs, DataType type, RandomGenerator random) {
    Gradients.off();
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    if (config.channels() > 0) {
      double bound = 1 / Math.sqrt(inputs);
      String[] names = config.shared() ? new String[] {BOTH} : new String[] {EXEMPLAR, SEARCH};
      for (String name : names) {
        Shape weight = new Shape(config.channels(), inputs, 1, 1);
        arrays.put(name + ".weight", drawn(owner, weight, type, bound, random));
        Shape bias = new Shape(config.channels());
        arrays.put(name + ".bias", drawn(owner, bias, type, bound, random));
      }
    }
    return new MatchingHead(new NamedArrays(arrays));
  }

  private static NDArray drawn(
      NDManager owner, Shape shape, DataType type, double bound, RandomGenerator random) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    NDArray array = owner.zeros(shape, type);
    try (NDManager scope = owner.newSubManager()) {
      Values.copy(scope.create(values, shape), array);
    }
    array.setRequiresGradient(true);
    return array;
  }

  /** The exemplar's map (N, D, h, w) to (N, C, h, w). */
  NDArray exemplar(NDArray map) {
    return through(map, EXEMPLAR);
  }

  /** The search map (N, D, H, W) to (N, C, H, W). */
  NDArray search(NDArray map) {
    return through(map, SEARCH);
  }

  private NDArray through(NDArray map, String own) {
    if (arrays.size() == 0) {
      return map;
    }
    String name = arrays.names().contains(BOTH + ".weight") ? BOTH : own;
    Shape one = new Shape(1, 1);
    return Conv2d.conv2d(
            map,
            arrays.get(name + ".weight"),
            arrays.get(name + ".bias"),
            one,
            new Shape(0, 0),
            one,
            1)
        .singletonOrThrow();
  }

  /** The learned arrays, changed in place by training; none where nothing is learned. */
  NamedArrays arrays() {
    return arrays;
  }
}
