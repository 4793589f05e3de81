package seco.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import seco.tensor.Values;

/** Start values as PyTorch and torchvision choose them. */
final class Initialization {
  private Initialization() {}

  /**
   * Convolutions: normal with variance 2 / fan-out (Kaiming). Linear layers: uniform within 1 /
   * sqrt(fan-in), bias too. Batch norm: weight 1, bias 0, statistics of a unit normal.
   */
  static void fill(Map<String, Parameter> parameters, RandomGenerator random) {
    parameters.forEach(
        (name, parameter) -> {
          NDArray array = parameter.getArray();
          long[] shape = array.getShape().getShape();
          boolean linear = name.startsWith("fc");
          if (linear) {
            double bound = 1 / Math.sqrt(fanIn(name, parameters));
            set(array, () -> random.nextDouble(-bound, bound));
          } else if (shape.length == 4) {
            kaiming(array, random);
          } else {
            setNorm(name, array);
          }
        });
  }

  private static void kaiming(NDArray filters, RandomGenerator random) {
    long[] shape = filters.getShape().getShape();
    double deviation = Math.sqrt(2.0 / (shape[0] * shape[2] * shape[3]));
    set(filters, () -> random.nextGaussian() * deviation);
  }

  /**
   * A network for clips: convolutions and linear layers uniform within 1 / sqrt(fan-in), biases
   * too, those of single frames as above. Batch norm as above.
   *
   * @param deviation of convolutions that are drawn normally; 0 where none is
   */
  static void fillClips(
      Map<String, Parameter> parameters, double deviation, RandomGenerator random) {
    parameters.forEach(
        (name, parameter) -> {
          NDArray array = parameter.getArray();
          boolean filters = array.getShape().dimension() == 5;
          if (filters && deviation > 0) {
            set(array, () -> random.nextGaussian() * deviation);
          } else if (array.getShape().dimension() == 4) {
            kaiming(array, random);
          } else if (isMapped(name, parameters)) {
            double bound = 1 / Math.sqrt(fanIn(name, parameters));
            set(array, () -> random.nextDouble(-bound, bound));
          } else {
            setNorm(name, array);
          }
        });
  }

  /** Whether a weight or bias is of a convolution or linear layer. */
  private static boolean isMapped(String name, Map<String, Parameter> parameters) {
    Parameter weight = parameters.get(name.replaceAll("\\.bias$", ".weight"));
    return weight != null && weight.getArray().getShape().dimension() >= 2;
  }

  private static void setNorm(String name, NDArray array) {
    boolean one = name.endsWith(".weight") || name.endsWith(".running_var");
    set(array, () -> one ? 1 : 0);
  }

  /** Inputs of an output of the layer that a weight or bias belongs to. */
  private static long fanIn(String name, Map<String, Parameter> parameters) {
    String weight = name.replaceAll("\\.bias$", ".weight");
    Parameter parameter = parameters.get(weight);
    if (parameter == null) {
      throw new IllegalStateException("no weight beside " + name);
    }
    NDArray array = parameter.getArray();
    return array.size() / array.getShape().get(0);
  }

  private static void set(NDArray array, DoubleSupplier values) {
    float[] data = new float[Math.toIntExact(array.size())];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) values.getAsDouble();
    }
    Values.copy(data, array);
  }
}
