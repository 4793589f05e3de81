package seco.contrast;

import ai.djl.ndarray.NDArray;
import seco.Paper;

/**
 * A permutation of the rows of a batch, and back. Keys are shuffled before they pass in {@link
 * Replicas}, so that a key's batch statistics are taken over other videos than its query's: else
 * the two would be told apart from the rest by what they share with their part of the batch.
 */
@Paper(section = "Preliminary")
public final class Shuffle {
  private final long[] order;
  private final long[] back;
  private final boolean identity;

  private Shuffle(long[] order) {
    this.order = order;
    back = new long[order.length];
    boolean same = true;
    for (int row = 0; row < order.length; row++) {
      back[(int) order[row]] = row;
      same &= order[row] == row;
    }
    identity = same;
  }

  /**
   * @param order the row that comes to each place
   * @throws IllegalArgumentException if a row is missing
   */
  public static Shuffle of(int[] order) {
    boolean[] seen = new boolean[order.length];
    long[] rows = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      if (order[i] < 0 || order[i] >= order.length || seen[order[i]]) {
        throw new IllegalArgumentException(
            "row " + order[i] + " at place " + i + ": no permutation of " + order.length + " rows");
      }
      seen[order[i]] = true;
      rows[i] = order[i];
    }
    return new Shuffle(rows);
  }

  /** Rows that stay where they are; arrays pass through as they are, not as copies. */
  public static Shuffle none(int rows) {
    long[] order = new long[rows];
    for (int i = 0; i < rows; i++) {
      order[i] = i;
    }
    return new Shuffle(order);
  }

  /**
   * The order for several batches one after the other, so that each of {@code parts} equal parts of
   * the result holds the rows of its part of every batch: a joint batch per replica.
   *
   * @param batches how many batches of this shuffle's size
   */
  Shuffle joint(int batches, int parts) {
    int rows = order.length;
    int part = rows / parts;
    long[] joint = new long[Math.multiplyExact(batches, rows)];
    int place = 0;
    for (int p = 0; p < parts; p++) {
      for (int batch = 0; batch < batches; batch++) {
        for (int i = 0; i < part; i++) {
          joint[place++] = (long) batch * rows + order[p * part + i];
        }
      }
    }
    return new Shuffle(joint);
  }

  /** The rows (N, ...) in this order. */
  public NDArray apply(NDArray rows) {
    return gather(rows, order);
  }

  /** The rows (N, ...) back in their own order: exactly the inverse of {@link #apply}. */
  public NDArray undo(NDArray shuffled) {
    return gather(shuffled, back);
  }

  private NDArray gather(NDArray rows, long[] places) {
    if (rows.getShape().get(0) != places.length) {
      throw new IllegalArgumentException(
          "a shuffle of " + places.length + " rows for an array of shape " + rows.getShape());
    }
    return identity ? rows : rows.get(rows.getManager().create(places));
  }
}
