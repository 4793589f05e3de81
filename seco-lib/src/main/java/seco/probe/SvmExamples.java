package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import seco.InputException;

/**
 * Some rows of features, not copied.
 *
 * @param features (N, D)
 * @param rows numbers of the rows that count, in their order
 */
record SvmExamples(FeatureSet features, int[] rows) {
  /** All rows. */
  static SvmExamples all(FeatureSet features) {
    return new SvmExamples(features, IntStream.range(0, features.size()).toArray());
  }

  int size() {
    return rows.length;
  }

  int dimension() {
    return features.dimension();
  }

  /** Labels of the rows. */
  int[] labels() {
    return IntStream.of(rows).map(row -> features.labels()[row]).toArray();
  }

  /** Number of classes: the highest label plus one. */
  int classes() {
    return IntStream.of(labels()).max().orElse(-1) + 1;
  }

  /** The rows as a set of their own; copied unless they are all. */
  FeatureSet copied() {
    return rows.length == features.size() ? features : features.rows(rows);
  }

  /** Room for rows outside Java's heap, where {@link #block} needs no further copy. */
  ByteBuffer room(int count) {
    return ByteBuffer.allocateDirect(count * dimension() * Float.BYTES)
        .order(ByteOrder.nativeOrder());
  }

  /** Some rows in float32 (B, D), which lie in {@code room}: valid until it is filled again. */
  NDArray block(NDManager scope, ByteBuffer room, int from, int to) {
    room.clear().limit((to - from) * dimension() * Float.BYTES);
    FloatBuffer numbers = room.asFloatBuffer();
    for (int i = from; i < to; i++) {
      numbers.put(features.values(), rows[i] * dimension(), dimension());
    }
    return scope.create(room, new Shape(to - from, dimension()), DataType.FLOAT32);
  }

  /**
   * Requires at least two classes, an example of each of them, and numbers alone. With fewer
   * examples than classes some class has none.
   */
  void require() {
    if (rows.length == 0) {
      throw new InputException("no features to train on");
    }
    requireClasses();
    int dimension = dimension();
    for (int row : rows) {
      for (int i = row * dimension; i < (row + 1) * dimension; i++) {
        if (!Float.isFinite(features.values()[i])) {
          throw new InputException(
              "row %d (%s) holds %s"
                  .formatted(row, features.names().get(row), features.values()[i]));
        }
      }
    }
  }

  private void requireClasses() {
    int[] labels = labels();
    for (int label : labels) {
      if (label < 0) {
        throw new InputException("label " + label + ": labels count from 0");
      }
    }
    int[] counts = new int[classes()];
    IntStream.of(labels).forEach(label -> counts[label]++);
    if (counts.length < 2) {
      throw new InputException("a single class: a classifier needs at least two");
    }
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] == 0) {
        throw new InputException("class " + k + " has no training example");
      }
    }
  }
}
