package seco.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Arithmetic with numbers where gradients are recorded.
 *
 * <p>DJL's {@code x.mul(number)}, {@code div}, {@code pow} and {@code maximum} wrap the number in
 * Java memory and let it go at once, while the engine keeps the wrapped number for the backward
 * pass: after a garbage collection the gradient is computed with whatever then stands there. Here
 * the number is the engine's own and lives as long as the array's manager.
 */
public final class Arithmetic {
  private Arithmetic() {}

  /** {@code x} times a number. */
  public static NDArray times(NDArray x, double factor) {
    return x.mul(constant(x, factor));
  }

  /** The greater of each value and a number. */
  public static NDArray atLeast(NDArray x, double bound) {
    return x.maximum(constant(x, bound));
  }

  /** The lesser of each value and a number; where it is the number, no gradient passes. */
  public static NDArray atMost(NDArray x, double bound) {
    return x.minimum(constant(x, bound));
  }

  private static NDArray constant(NDArray like, double value) {
    return like.getManager().zeros(new Shape(), like.getDataType()).addi(value);
  }
}
