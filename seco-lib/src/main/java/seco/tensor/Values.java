package seco.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;

/**
 * Values copied into arrays.
 *
 * <p>DJL's {@code NDArray.set} and {@code copyTo} point the array at a Java buffer instead of
 * copying from it; these copy, so that the engine owns its memory.
 */
public final class Values {
  private static final NDIndex EVERYTHING = new NDIndex("...");

  private Values() {}

  /** Copies row-major values into an array of any floating type. */
  public static void copy(float[] values, NDArray target) {
    if (values.length != target.size()) {
      throw new IllegalArgumentException(
          values.length + " values do not fill an array of shape " + target.getShape());
    }
    try (NDManager manager = target.getManager().newSubManager()) {
      copy(manager.create(values, target.getShape()), target);
    }
  }

  /** Copies an array into another of the same shape, converting its type where that differs. */
  public static void copy(NDArray source, NDArray target) {
    Shapes.require("source", source, target.getShape().getShape());
    if (source.getDataType() == target.getDataType()) {
      target.set(EVERYTHING, source);
      return;
    }
    DataType type = target.getDataType();
    try (NDArray converted = source.toType(type, true)) {
      target.set(EVERYTHING, converted);
    }
  }
}
