package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * The examples of a linear SVM: X (N, D) and the signs Y (M, N) of the M classes, +1 where the
 * example is of the class and -1 elsewhere. They stay in float32; where they meet float64, a few
 * rows at a time are converted.
 */
final class SvmRows {
  private static final long NUMBERS_OF_A_BLOCK = 1 << 20;

  private final NDArray x;
  private final NDArray transposed;
  private final NDArray signs;
  private final int size;
  private final int blockSize;

  SvmRows(NDManager manager, FeatureSet features) {
    size = features.size();
    int dimension = features.dimension();
    blockSize = (int) Math.max(1, Math.min(size, NUMBERS_OF_A_BLOCK / dimension));
    x = features.matrix(manager);
    transposed = x.transpose();
    signs = manager.create(signs(features), new Shape(features.classes(), size));
  }

  private static float[] signs(FeatureSet features) {
    float[] signs = new float[features.classes() * features.size()];
    Arrays.fill(signs, -1);
    for (int i = 0; i < features.size(); i++) {
      signs[features.labels()[i] * features.size() + i] = 1;
    }
    return signs;
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

  /** Signs of some classes for the rows of a block, float64 (K, B). */
  NDArray wideSigns(NDManager scope, int[] classes, int from, int to) {
    NDArray block = in(scope, signs).get(new NDIndex(":, {}:{}", from, to));
    return pick(scope, block, classes).toType(DataType.FLOAT64, true);
  }

  /** The rows of a block in float64 (B, D). */
  NDArray wide(NDManager scope, int from, int to) {
    return in(scope, x).get(new NDIndex("{}:{}", from, to)).toType(DataType.FLOAT64, false);
  }

  /** Some rows in float64 (B, D). */
  NDArray wide(NDManager scope, int[] chosen) {
    return pick(scope, x, chosen).toType(DataType.FLOAT64, false);
  }

  /** What the slacks of one class lose along a direction (1, D): N numbers in float64. */
  double[] wideFalls(NDArray direction, int k) {
    double[] falls = new double[size];
    for (int from = 0; from < size; from += blockSize) {
      int to = Math.min(size, from + blockSize);
      try (NDManager scope = direction.getManager().newSubManager()) {
        NDArray scores = in(scope, direction).matMul(wide(scope, from, to).transpose());
        NDArray part = scores.mul(wideSigns(scope, new int[] {k}, from, to));
        System.arraycopy(part.toDoubleArray(), 0, falls, from, to - from);
      }
    }
    return falls;
  }

  /** W X' (K, N) for W (K, D), in float32. */
  NDArray scores(NDArray w) {
    return w.matMul(transposed);
  }

  /** U X (K, D) for U (K, N), in float32. */
  NDArray combined(NDArray u) {
    return u.matMul(x);
  }

  /** X'X (D, D), computed in float32. */
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
