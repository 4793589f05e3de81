package seco.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Checks of shapes, with messages that hold the offending shape. */
public final class Shapes {
  /** Stands for any size in {@link #require}. */
  public static final long ANY = -1;

  private Shapes() {}

  /**
   * Requires a shape.
   *
   * @param name what the array is, for the message
   * @param expected the sizes, {@link #ANY} where every size is fine
   * @return the array
   * @throws IllegalArgumentException if the shape differs
   */
  public static NDArray require(String name, NDArray array, long... expected) {
    Shape shape = array.getShape();
    boolean fits = shape.dimension() == expected.length;
    for (int i = 0; fits && i < expected.length; i++) {
      fits = expected[i] == ANY || shape.get(i) == expected[i];
    }
    if (!fits) {
      throw new IllegalArgumentException(
          name + " has shape " + shape + ", expected " + describe(expected));
    }
    return array;
  }

  private static String describe(long[] expected) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < expected.length; i++) {
      text.append(i == 0 ? "" : ", ").append(expected[i] == ANY ? "any" : expected[i]);
    }
    return text.append(')').toString();
  }
}
