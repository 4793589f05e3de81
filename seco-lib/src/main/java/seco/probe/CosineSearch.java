package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import seco.InputException;
import seco.tensor.Gradients;

/**
 * The exact search for the rows of highest cosine. Products of blocks in float32 choose the rows
 * that can be among the k, with the bound of their rounding; the cosines of these few are then
 * computed in float64 and put in order, equal ones by row number. So the result depends neither on
 * the blocks nor on the engine's threads.
 *
 * <p>Besides the features themselves it holds two blocks, their cosines, and a short list a query.
 */
final class CosineSearch {
  /** As in PyTorch's {@code normalize}: a zero row has cosine 0 with every other. */
  private static final double LEAST_LENGTH = 1e-12;

  /** The queries are not of the gallery. */
  static final int OTHERS = -1;

  private static final double FLOAT_ROUNDING = 0x1p-24;

  /**
   * How many rows are multiplied at a time.
   *
   * @param queries rows on the left
   * @param gallery rows on the right
   */
  record Blocks(int queries, int gallery) {
    static final Blocks USUAL = new Blocks(512, 8192);
  }

  private final FeatureSet queries;
  private final FeatureSet gallery;
  private final int self;
  private final Blocks blocks;
  private final double[] queryLengths;
  private final double[] galleryLengths;

  /**
   * @param self which row of the gallery the first query is, where the queries are some of its rows
   *     and none is to be its own neighbour; {@link #OTHERS} where they are others
   */
  CosineSearch(FeatureSet queries, FeatureSet gallery, int self, Blocks blocks) {
    this.queries = queries;
    this.gallery = gallery;
    this.self = self;
    this.blocks = blocks;
    queryLengths = lengths(queries);
    galleryLengths = queries == gallery ? queryLengths : lengths(gallery);
  }

  private static double[] lengths(FeatureSet features) {
    double[] lengths = features.lengths();
    for (int i = 0; i < lengths.length; i++) {
      if (!Double.isFinite(lengths[i])) {
        throw new InputException(
            "row " + i + " (" + features.names().get(i) + ") holds a value that is no number");
      }
      lengths[i] = Math.max(lengths[i], LEAST_LENGTH);
    }
    return lengths;
  }

  Neighbours find(int k) {
    Shortlist[] lists =
        Stream.generate(() -> new Shortlist(k, bound()))
            .limit(queries.size())
            .toArray(Shortlist[]::new);
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      for (int from = 0; from < gallery.size(); from += blocks.gallery) {
        try (NDManager scope = manager.newSubManager()) {
          int count = Math.min(blocks.gallery, gallery.size() - from);
          compare(unit(scope, gallery, galleryLengths, from, count), from, lists);
        }
      }
    }
    int[][] rows = new int[lists.length][];
    double[][] cosines = new double[lists.length][];
    IntStream.range(0, lists.length)
        .parallel()
        .forEach(
            query -> {
              rows[query] = new int[k];
              cosines[query] = new double[k];
              order(query, lists[query].rows(), rows[query], cosines[query]);
            });
    return new Neighbours(rows, cosines);
  }

  /**
   * By how much a float32 cosine can be wrong, whatever the order of its sum: a rounding for each
   * product, and one for each of the two rows.
   */
  private double bound() {
    return (1.01 * gallery.dimension() + 8) * FLOAT_ROUNDING;
  }

  /** Compares all queries with a block of the gallery. */
  private void compare(NDArray block, int first, Shortlist[] lists) {
    NDArray columns = block.transpose(); // (D, gallery block)
    int count = Math.toIntExact(block.getShape().get(0));
    for (int from = 0; from < lists.length; from += blocks.queries) {
      int start = from;
      int asked = Math.min(blocks.queries, lists.length - from);
      float[] cosines;
      try (NDManager scope = block.getManager().newSubManager()) {
        NDArray rows = unit(scope, queries, queryLengths, from, asked);
        cosines = rows.matMul(columns).toFloatArray(); // (query block, gallery block)
      }
      IntStream.range(0, asked)
          .parallel()
          .forEach(i -> gather(lists[start + i], start + i, cosines, i * count, first, count));
    }
  }

  private void gather(
      Shortlist list, int query, float[] cosines, int offset, int first, int count) {
    for (int j = 0; j < count; j++) {
      if (self < 0 || first + j != self + query) {
        list.add(first + j, cosines[offset + j]);
      }
    }
  }

  /** A block of rows divided by their lengths: (count, D). */
  private static NDArray unit(
      NDManager manager, FeatureSet features, double[] lengths, int from, int count) {
    int dimension = features.dimension();
    float[] values = new float[count * dimension];
    for (int i = 0; i < count; i++) {
      int row = (from + i) * dimension;
      for (int d = 0; d < dimension; d++) {
        values[i * dimension + d] = (float) (features.values()[row + d] / lengths[from + i]);
      }
    }
    return manager.create(values, new Shape(count, dimension));
  }

  /** The first of the rows in the order of their float64 cosines. */
  private void order(int query, int[] candidates, int[] rows, double[] cosines) {
    record Candidate(int row, double cosine) {}
    Candidate[] all = new Candidate[candidates.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Candidate(candidates[i], cosine(query, candidates[i]));
    }
    Arrays.sort( // stable: equal ones stay in the order of their rows
        all, Comparator.comparingDouble(Candidate::cosine).reversed());
    for (int i = 0; i < rows.length; i++) {
      rows[i] = all[i].row;
      cosines[i] = all[i].cosine;
    }
  }

  /** In four sums, which do not wait for each other. */
  private double cosine(int query, int row) {
    float[] x = queries.values();
    float[] y = gallery.values();
    int dimension = gallery.dimension();
    int a = query * dimension;
    int b = row * dimension;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int d = 0;
    for (; d + 3 < dimension; d += 4) {
      s0 += (double) x[a + d] * y[b + d];
      s1 += (double) x[a + d + 1] * y[b + d + 1];
      s2 += (double) x[a + d + 2] * y[b + d + 2];
      s3 += (double) x[a + d + 3] * y[b + d + 3];
    }
    for (; d < dimension; d++) {
      s0 += (double) x[a + d] * y[b + d];
    }
    return (s0 + s1 + s2 + s3) / (queryLengths[query] * galleryLengths[row]);
  }
}
