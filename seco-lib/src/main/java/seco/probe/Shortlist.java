package seco.probe;

import java.util.Arrays;

/**
 * Rows that may be among the k most similar to a query, chosen by cosines that are off by rounding.
 *
 * <p>A row stays as long as it is not more than twice the rounding's bound below the k-th best: one
 * that is further below cannot be among the k, however both were rounded.
 */
final class Shortlist {
  private final int k;
  private final double bound;
  private float[] cosines;
  private int[] rows;
  private int size;
  private float least = Float.NEGATIVE_INFINITY;

  /**
   * @param bound by how much a cosine can be wrong at most
   */
  Shortlist(int k, double bound) {
    this.k = k;
    this.bound = bound;
    cosines = new float[2 * k + 16];
    rows = new int[cosines.length];
  }

  void add(int row, float cosine) {
    if (cosine < least) {
      return;
    }
    if (size == rows.length) {
      makeRoom();
    }
    cosines[size] = cosine;
    rows[size++] = row;
  }

  /** The rows that may be among the k most similar, in ascending order. */
  int[] rows() {
    dropHopeless();
    int[] kept = Arrays.copyOf(rows, size);
    Arrays.sort(kept);
    return kept;
  }

  private void makeRoom() {
    dropHopeless();
    if (2 * size > rows.length) {
      cosines = Arrays.copyOf(cosines, 2 * rows.length);
      rows = Arrays.copyOf(rows, cosines.length);
    }
  }

  private void dropHopeless() {
    if (size < k) {
      return;
    }
    float[] ascending = Arrays.copyOf(cosines, size);
    Arrays.sort(ascending);
    least = (float) (ascending[size - k] - 2 * bound);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (cosines[i] >= least) {
        cosines[kept] = cosines[i];
        rows[kept++] = rows[i];
      }
    }
    size = kept;
  }
}
