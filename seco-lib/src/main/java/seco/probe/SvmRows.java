package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * The examples of a linear SVM: X (N, D) and the signs Y (M, N) of the M classes, +1 where the
 * example is of the class and -1 elsewhere. Small sets are held in float64. Others stay in float32;
 * where they meet float64, a few rows at a time are converted.
 */
final class SvmRows {
  private static final long NUMBERS_HELD_WIDE = 1 << 20;
  private static final long NUMBERS_OF_A_BLOCK = 1 << 20;

  private final NDArray x;
  private final NDArray transposed;
  private final NDArray signs;
  private final int size;
  private final int blockSize;

  SvmRows(NDManager manager, FeatureSet features) {
    size = features.size();
    int dimension = features.dimension();
    boolean wide = (long) size * dimension <= NUMBERS_HELD_WIDE;
    blockSize = (int) Math.max(1, Math.min(size, NUMBERS_OF_A_BLOCK / dimension));
    x = matrix(manager, features, wide ? DataType.FLOAT64 : DataType.FLOAT32);
    transposed = x.transpose();
    signs = manager.create(signs(features), new Shape(features.classes(), size));
  }

  private static NDArray matrix(NDManager manager, FeatureSet features, DataType type) {
    NDArray narrow = features.matrix(manager);
    if (type == DataType.FLOAT32) {
      return narrow;
    }
    try (narrow) {
      return narrow.toType(type, true);
    }
  }

  private static float[] signs(FeatureSet features) {
    float[] signs = new float[features.classes() * features.size()];
    Arrays.fill(signs, -1);
    for (int i = 0; i < features.size(); i++) {
      signs[features.labels()[i] * features.size() + i] = 1;
    }
    return signs;
  }

  /** Whether the examples are held in float64. */
  boolean heldWide() {
    return x.getDataType() == DataType.FLOAT64;
  }

  int size() {
    return size;
  }

  int dimension() {
    return Math.toIntExact(x.getShape().get(1));
  }

  int classes() {
    return Math.toIntExact(signs.getShape().get(0));
  }

  /** Rows that are converted together; the last block has fewer. */
  int blockSize() {
    return blockSize;
  }

  /** Signs of some classes, float32 (K, N). */
  NDArray signs(NDManager scope, int[] classes) {
    return pick(scope, signs, classes);
  }

  /** Signs of all classes for the rows of a block, float64 (M, B). */
  NDArray wideSigns(NDManager scope, int from, int to) {
    return in(scope, signs).get(new NDIndex(":, {}:{}", from, to)).toType(DataType.FLOAT64, true);
  }

  /** The rows of a block in float64 (B, D). */
  NDArray wide(NDManager scope, int from, int to) {
    return in(scope, x).get(new NDIndex("{}:{}", from, to)).toType(DataType.FLOAT64, false);
  }

  /** W X' (K, N) for W (K, D), both in the type held. */
  NDArray scores(NDArray w) {
    return w.matMul(transposed);
  }

  /** U X (K, D) for U (K, N), both in the type held. */
  NDArray combined(NDArray u) {
    return u.matMul(x);
  }

  /** X V (N, K) for V (D, K) in float64. */
  NDArray times(NDManager scope, NDArray v) {
    if (heldWide()) {
      return in(scope, x).matMul(v);
    }
    NDList parts = new NDList();
    for (int from = 0; from < size; from += blockSize) {
      try (NDManager inner = scope.newSubManager()) {
        NDArray part = wide(inner, from, Math.min(size, from + blockSize)).matMul(v);
        part.attach(scope);
        parts.add(part);
      }
    }
    try (parts) {
      return NDArrays.concat(parts, 0);
    }
  }

  /** X' U (D, K) for U (N, K) in float64. */
  NDArray transposedTimes(NDManager scope, NDArray u) {
    if (heldWide()) {
      return in(scope, transposed).matMul(u);
    }
    NDArray sum = scope.zeros(new Shape(dimension(), u.getShape().get(1)), DataType.FLOAT64);
    for (int from = 0; from < size; from += blockSize) {
      int to = Math.min(size, from + blockSize);
      try (NDManager inner = scope.newSubManager()) {
        NDArray part = in(inner, u).get(new NDIndex("{}:{}", from, to));
        sum.addi(wide(inner, from, to).transpose().matMul(part));
      }
    }
    return sum;
  }

  /** X'X (D, D), computed in the type of the examples. */
  NDArray gram(NDManager scope) {
    return in(scope, transposed).matMul(x);
  }

  /** Some rows of a matrix, copied. */
  static NDArray pick(NDManager scope, NDArray matrix, int[] rows) {
    long[] index = Arrays.stream(rows).asLongStream().toArray();
    return in(scope, matrix).get(new NDIndex("{}", scope.create(index)));
  }

  /** A long-lived array seen from a scope, so that results belong to the scope. */
  static NDArray in(NDManager scope, NDArray array) {
    NDArray view = array.reshape(array.getShape());
    view.attach(scope);
    return view;
  }
}
