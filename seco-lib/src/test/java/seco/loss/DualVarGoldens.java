package seco.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;

/**
 * The inputs of DualVar's golden values: sin(a i + b) in row-major order, brought to unit length.
 */
final class DualVarGoldens {
  /** How exactly the values are given. */
  static final double TOLERANCE = 1e-9;

  private DualVarGoldens() {}

  /** Numbers of a shape, of unit length along an axis. */
  static NDArray sines(NDManager manager, double a, double b, int axis, long... sizes) {
    Shape shape = new Shape(sizes);
    double[] values = new double[(int) shape.size()];
    Arrays.setAll(values, i -> Math.sin(a * i + b));
    return unit(manager.create(values, shape), axis);
  }

  /** Random vectors of unit length along the last axis. */
  static NDArray unit(NDManager manager, Random random, long... sizes) {
    Shape shape = new Shape(sizes);
    double[] values = random.doubles(shape.size(), -1, 1).toArray();
    return unit(manager.create(values, shape), sizes.length - 1);
  }

  private static NDArray unit(NDArray x, int axis) {
    return x.div(x.square().sum(new int[] {axis}, true).sqrt());
  }
}
