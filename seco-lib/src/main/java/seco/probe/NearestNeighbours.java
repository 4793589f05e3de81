package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;
import seco.InputException;
import seco.tensor.Gradients;

/** The rows of a gallery that are most similar to others by the cosine, and what they vote for. */
public final class NearestNeighbours {
  /** Queries whose similarities to the whole gallery stand in memory at a time. */
  private static final int BLOCK = 1024;

  private final FeatureSet gallery;

  public NearestNeighbours(FeatureSet gallery) {
    this.gallery = gallery.normalised();
  }

  /**
   * Row numbers of the gallery, the most similar first: (M, k). The order of equally similar rows
   * is open.
   *
   * @param queries (M, D)
   * @throws InputException if the gallery has fewer than k rows, or features of another size
   */
  public int[][] rows(FeatureSet queries, int k) {
    if (k < 1 || k > gallery.size()) {
      throw new InputException(k + " neighbours in a gallery of " + gallery.size() + " rows");
    }
    if (queries.dimension() != gallery.dimension()) {
      throw new InputException(
          "queries of size "
              + queries.dimension()
              + " for a gallery of size "
              + gallery.dimension());
    }
    Gradients.off();
    int[][] nearest = new int[queries.size()][];
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray transposed = gallery.matrix(manager).transpose(); // (D, N)
      NDArray all = queries.normalised().matrix(manager); // (M, D)
      for (int from = 0; from < nearest.length; from += BLOCK) {
        int to = Math.min(nearest.length, from + BLOCK);
        try (NDManager scope = manager.newSubManager()) {
          NDArray block = all.get(new NDIndex("{}:{}", from, to));
          block.attach(scope);
          NDArray cosines = block.matMul(transposed); // (block, N)
          long[] numbers = cosines.topK(k, 1, true, true).get(1).toLongArray();
          for (int i = from; i < to; i++) {
            int at = (i - from) * k;
            nearest[i] =
                Arrays.stream(numbers, at, at + k).mapToInt(number -> (int) number).toArray();
          }
        }
      }
    }
    return nearest;
  }

  /**
   * The neighbours of each row of the gallery among its other rows: (N, k).
   *
   * @throws InputException if the gallery has fewer than k + 1 rows
   */
  public int[][] rowsWithin(int k) {
    int[][] nearest = rows(gallery, k + 1);
    for (int i = 0; i < nearest.length; i++) {
      int self = i;
      nearest[i] = Arrays.stream(nearest[i]).filter(row -> row != self).limit(k).toArray();
    }
    return nearest;
  }

  /**
   * The class that most of the k nearest rows have; of several, the one whose row is nearest.
   *
   * @param queries (M, D)
   */
  public int[] classify(FeatureSet queries, int k) {
    int[][] nearest = rows(queries, k);
    int[] votes = new int[gallery.classes()];
    int[] predictions = new int[nearest.length];
    for (int i = 0; i < nearest.length; i++) {
      Arrays.fill(votes, 0);
      for (int row : nearest[i]) {
        votes[gallery.labels()[row]]++;
      }
      int best = -1;
      for (int row : nearest[i]) {
        int label = gallery.labels()[row];
        best = best < 0 || votes[label] > votes[best] ? label : best;
      }
      predictions[i] = best;
    }
    return predictions;
  }
}
