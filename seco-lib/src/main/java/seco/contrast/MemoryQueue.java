package seco.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.random.RandomGenerator;
import seco.Paper;
import seco.tensor.Shapes;
import seco.tensor.Values;

/**
 * The memory of keys from past batches, negatives of Eq. (2): a ring buffer (K, D) in which the
 * newest keys replace the oldest.
 */
@Paper(section = "Preliminary")
public final class MemoryQueue implements AutoCloseable {
  private final NDManager manager;
  private final NDArray rows;
  private int position;

  private MemoryQueue(NDManager manager, NDArray rows) {
    this.manager = manager;
    this.rows = rows;
  }

  /** A memory of {@code size} rows drawn uniformly, as the authors start it. */
  public static MemoryQueue create(
      NDManager parent, int size, int dimension, RandomGenerator random) {
    double bound = 1 / Math.sqrt(dimension / 3.0);
    float[] values = new float[Math.multiplyExact(size, dimension)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    return of(parent, values, dimension, 0);
  }

  /** A memory of given rows, row-major, and write position. */
  public static MemoryQueue of(NDManager parent, float[] values, int dimension, int position) {
    if (values.length == 0 || values.length % dimension != 0) {
      throw new IllegalArgumentException(
          values.length + " values are no rows of " + dimension + " numbers");
    }
    int size = values.length / dimension;
    NDManager manager = parent.newSubManager();
    MemoryQueue queue = new MemoryQueue(manager, manager.zeros(new Shape(size, dimension)));
    Values.copy(values, queue.rows);
    queue.moveTo(position);
    return queue;
  }

  /** The rows (K, D). The array is the memory itself and changes with {@link #enqueue}. */
  public NDArray rows() {
    return rows;
  }

  /** The row that is written next. */
  public int position() {
    return position;
  }

  /** Sets the row that is written next, as a checkpoint knows it. */
  public void moveTo(int position) {
    if (position < 0 || position >= rows.getShape().get(0)) {
      throw new IllegalArgumentException(
          "write position " + position + " outside a memory of shape " + rows.getShape());
    }
    this.position = position;
  }

  /**
   * Writes keys over the oldest rows; the position wraps around at the end.
   *
   * @param keys (M, D), M at most the memory's size
   */
  public void enqueue(NDArray keys) {
    int size = Math.toIntExact(rows.getShape().get(0));
    Shapes.require("keys", keys, Shapes.ANY, rows.getShape().get(1));
    int count = Math.toIntExact(keys.getShape().get(0));
    if (count > size) {
      throw new IllegalArgumentException(
          count + " keys do not fit into a memory of " + size + " rows");
    }
    int untilEnd = Math.min(count, size - position);
    write(position, keys, 0, untilEnd);
    write(0, keys, untilEnd, count);
    position = (position + count) % size;
  }

  /**
   * Mean age of a memory's rows, in steps, when the queries of a step meet them: a row of the step
   * before is 1 step old, and a row that was never written is as old as the run.
   *
   * @param size K, rows of the memory
   * @param rowsAStep how many keys each step has written
   * @param step counted from 0, that is the number of steps done before
   */
  public static double meanAge(int size, int rowsAStep, long step) {
    if (size < 1 || rowsAStep < 1 || step < 0) {
      throw new IllegalArgumentException(
          "step " + step + " of " + rowsAStep + " rows, in a memory of " + size);
    }
    long whole = Math.min(step, size / rowsAStep); // past steps all of whose rows are there
    long others = size - rowsAStep * whole; // all of one age
    double sum = rowsAStep * (whole * (whole + 1) / 2.0) + others * Math.min(step, whole + 1.0);
    return sum / size;
  }

  private void write(int at, NDArray keys, int from, int to) {
    if (from < to) {
      try (NDArray part = keys.get(new NDIndex("{}:{}", from, to))) {
        rows.set(new NDIndex("{}:{}", at, at + to - from), part);
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
