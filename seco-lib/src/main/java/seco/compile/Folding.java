package seco.compile;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import seco.tensor.NamedArrays;

/**
 * Batch norm in evaluation is a scale and a shift of each channel, which the convolution before it
 * can do itself: its filters times the scale, and the shift as its bias.
 */
final class Folding {
  private static final double EPSILON = 1e-5;

  private Folding() {}

  /**
   * The folded arrays, {@code conv1.weight} and {@code bn1.bias} for each pair.
   *
   * @param arrays of a network by published name
   * @param owner of the result
   */
  static NamedArrays of(NamedArrays arrays, NDManager owner) {
    Map<String, NDArray> folded = new LinkedHashMap<>();
    for (String name : arrays.names()) {
      if (name.endsWith(".running_var")) {
        String norm = name.substring(0, name.length() - ".running_var".length());
        try (NDManager scope = owner.newSubManager()) {
          NDArray variance = copy(arrays, name, scope);
          NDArray scale = copy(arrays, norm + ".weight", scope).div(variance.add(EPSILON).sqrt());
          String convolution = convolutionBefore(norm);
          NDArray weight = copy(arrays, convolution + ".weight", scope);
          NDArray filters = weight.mul(scale.reshape(new Shape(scale.size(), 1, 1, 1)));
          NDArray mean = copy(arrays, norm + ".running_mean", scope);
          NDArray bias = copy(arrays, norm + ".bias", scope).sub(mean.mul(scale));
          filters.attach(owner);
          bias.attach(owner);
          folded.put(convolution + ".weight", filters);
          folded.put(norm + ".bias", bias);
        }
      }
    }
    return new NamedArrays(folded);
  }

  private static NDArray copy(NamedArrays arrays, String name, NDManager scope) {
    NDArray copy = arrays.get(name).duplicate();
    copy.attach(scope);
    return copy;
  }

  /** {@code layer1.0.bn2} follows {@code layer1.0.conv2}, {@code downsample.1} downsample.0. */
  private static String convolutionBefore(String norm) {
    return norm.endsWith("downsample.1")
        ? norm.substring(0, norm.length() - 1) + "0"
        : norm.replaceFirst("bn(\\d)$", "conv$1");
  }
}
