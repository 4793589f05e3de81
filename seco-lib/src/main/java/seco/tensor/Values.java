package seco.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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

  /**
   * Copies an array into another of the same shape, converting its type and changing its device
   * where they differ.
   */
  public static void copy(NDArray source, NDArray target) {
    Shapes.require("source", source, target.getShape().getShape());
    if (!source.getDevice().equals(target.getDevice())) {
      try (NDArray there = source.toDevice(target.getDevice(), true)) {
        copy(there, target);
      }
      return;
    }
    if (source.getDataType() == target.getDataType()) {
      target.set(EVERYTHING, source);
      return;
    }
    DataType type = target.getDataType();
    try (NDArray converted = source.toType(type, true)) {
      target.set(EVERYTHING, converted);
    }
  }

  /**
   * An array of row-major, little-endian values. Half precision becomes float32. 16-bit whole
   * numbers become 32-bit ones: DJL's engine ends the whole process when it is given them.
   */
  public static NDArray create(
      NDManager manager, ByteBuffer values, Shape shape, ElementType type) {
    ByteBuffer bytes = values.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    switch (type) {
      case INT16 -> {
        int[] numbers = new int[Math.toIntExact(shape.size())];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = bytes.getShort();
        }
        return manager.create(numbers, shape);
      }
      case FLOAT16, BFLOAT16 -> {
        float[] numbers = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < numbers.length; i++) {
          short bits = bytes.getShort();
          numbers[i] =
              type == ElementType.FLOAT16
                  ? ElementType.half(bits)
                  : Float.intBitsToFloat(bits << Short.SIZE);
        }
        return manager.create(numbers, shape);
      }
      default -> {
        return manager.create(bytes, shape, type.dataType());
      }
    }
  }
}
