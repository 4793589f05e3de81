package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The examples of a linear SVM, X (N, D), in blocks of rows. They stay in float32; where they meet
 * float64, a block at a time is converted. The signs Y (M, N) of the M classes, +1 where the
 * example is of the class and -1 elsewhere, follow from the labels block by block.
 */
final class SvmRows {
  /** Numbers of a block, of its rows and of their scores: few enough for a processor's cache. */
  private static final int NUMBERS_OF_ROWS = 1 << 22;

  private static final int NUMBERS_OF_SCORES = 1 << 20;
  private static final int FEWEST_ROWS = 64;

  private final NDManager manager;
  private final int size;
  private final int dimension;
  private final int classes;
  private final List<Block> blocks = new ArrayList<>();
  private final double[] pulls;
  private @Nullable NDArray gram; // (D, D), made when it is first asked for

  /**
   * Rows that are multiplied together.
   *
   * @param from number of the first row
   * @param x (B, D)
   * @param labels int32 (1, B)
   */
  record Block(int from, NDArray x, NDArray labels) {
    int to() {
      return from + Math.toIntExact(x.getShape().get(0));
    }

    /** The rows, owned by a scope (B, D). */
    NDArray rows(NDManager scope) {
      return in(scope, x);
    }

    /** The rows in float64 (B, D). */
    NDArray wide(NDManager scope) {
      return rows(scope).toType(DataType.FLOAT64, false);
    }

    /** Signs (K, B) for classes that are given as a column (K, 1). */
    NDArray signs(NDManager scope, NDArray column, DataType type) {
      return in(scope, labels).eq(column).toType(type, false).muli(2).subi(1);
    }
  }

  SvmRows(NDManager manager, FeatureSet features) {
    this(manager, SvmExamples.all(features));
  }

  SvmRows(NDManager manager, SvmExamples examples) {
    this(manager, examples, rowsOfABlock(examples));
  }

  /** With blocks of a given number of rows; the last may have fewer. */
  SvmRows(NDManager manager, SvmExamples examples, int rowsOfABlock) {
    this.manager = manager;
    size = examples.size();
    dimension = examples.dimension();
    classes = examples.classes();
    int[] labels = examples.labels();
    double[][] sums = new double[classes][dimension];
    int count = Math.min(size, rowsOfABlock);
    ByteBuffer room = examples.room(count);
    for (int from = 0; from < size; from += Math.min(count, size - from)) {
      int to = from + Math.min(count, size - from);
      blocks.add(block(examples, labels, room, from, to));
      add(room, labels, from, to, sums);
    }
    pulls = pulls(sums);
  }

  private static int rowsOfABlock(SvmExamples examples) {
    int most =
        Math.min(NUMBERS_OF_ROWS / examples.dimension(), NUMBERS_OF_SCORES / examples.classes());
    return Math.max(FEWEST_ROWS, most);
  }

  private Block block(SvmExamples examples, int[] labels, ByteBuffer room, int from, int to) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray x = examples.block(scope, room, from, to).duplicate();
      x.attach(manager);
      int[] part = Arrays.copyOfRange(labels, from, to);
      return new Block(from, x, manager.create(part, new Shape(1, part.length)));
    }
  }

  private void add(ByteBuffer room, int[] labels, int from, int to, double[][] sums) {
    var numbers = room.asFloatBuffer();
    for (int i = from; i < to; i++) {
      double[] sum = sums[labels[i]];
      for (int d = 0; d < dimension; d++) {
        sum[d] += numbers.get();
      }
    }
  }

  /** Norms of sum_i y_i x_i, which is twice the sum of a class's rows less that of all rows. */
  private static double[] pulls(double[][] sums) {
    double[] all = new double[sums[0].length];
    for (double[] sum : sums) {
      Arrays.setAll(all, d -> all[d] + sum[d]);
    }
    double[] norms = new double[sums.length];
    for (int k = 0; k < norms.length; k++) {
      double square = 0;
      for (int d = 0; d < all.length; d++) {
        square += Math.pow(2 * sums[k][d] - all[d], 2);
      }
      norms[k] = Math.sqrt(square);
    }
    return norms;
  }

  int size() {
    return size;
  }

  int dimension() {
    return dimension;
  }

  int classes() {
    return classes;
  }

  List<Block> blocks() {
    return blocks;
  }

  /** Norm of each class's gradient where its weights are 0 (M). */
  double[] startNorms(double c) {
    return Arrays.stream(pulls).map(pull -> 2 * c * pull).toArray();
  }

  /** Classes as a column (K, 1), for the signs. */
  static NDArray column(NDManager scope, int... classes) {
    return scope.create(classes, new Shape(classes.length, 1));
  }

  /** Of some rows, in ascending order, those of one block, in float64 (B, D). */
  static NDArray wide(NDManager scope, Block block, int[] chosen) {
    int[] places =
        Arrays.stream(chosen)
            .filter(i -> i >= block.from && i < block.to())
            .map(i -> i - block.from)
            .toArray();
    if (places.length == 0) {
      return scope.zeros(new Shape(0, block.x.getShape().get(1)), DataType.FLOAT64);
    }
    return pick(scope, block.x, places).toType(DataType.FLOAT64, false);
  }

  /** Some rows, in ascending order, in float64 (B, D). */
  NDArray wide(NDManager scope, int[] chosen) {
    NDList parts = new NDList();
    blocks.forEach(block -> parts.add(wide(scope, block, chosen)));
    return NDArrays.concat(parts, 0);
  }

  /** What the slacks of one class lose along a direction (1, D): N numbers in float64. */
  double[] wideFalls(NDArray direction, int k) {
    double[] falls = new double[size];
    for (Block block : blocks) {
      try (NDManager scope = direction.getManager().newSubManager()) {
        NDArray scores = in(scope, direction).matMul(block.wide(scope).transpose());
        NDArray part = scores.mul(block.signs(scope, column(scope, k), DataType.FLOAT64));
        System.arraycopy(part.toDoubleArray(), 0, falls, block.from, block.to() - block.from);
      }
    }
    return falls;
  }

  /** X'X in float64 (D, D), the products of each block computed in float32; made once. */
  NDArray gram() {
    if (gram == null) {
      gram = manager.zeros(new Shape(dimension, dimension), DataType.FLOAT64);
      for (Block block : blocks) {
        try (NDManager scope = manager.newSubManager()) {
          NDArray x = block.rows(scope);
          gram.addi(x.transpose().matMul(x).toType(DataType.FLOAT64, false));
        }
      }
    }
    return gram;
  }

  /** Some rows of a matrix, copied. */
  static NDArray pick(NDManager scope, NDArray matrix, int[] rows) {
    long[] index = Arrays.stream(rows).asLongStream().toArray();
    return in(scope, matrix).get(new NDIndex("{}", scope.create(index)));
  }

  /** Some rows of a matrix, in its place: it is closed. */
  static NDArray kept(NDManager manager, NDArray matrix, int[] rows) {
    try (NDManager scope = manager.newSubManager();
        matrix) {
      NDArray kept = pick(scope, matrix, rows);
      kept.attach(manager);
      return kept;
    }
  }

  /** A long-lived array seen from a scope, so that results belong to the scope. */
  static NDArray in(NDManager scope, NDArray array) {
    NDArray view = array.reshape(array.getShape());
    view.attach(scope);
    return view;
  }
}
