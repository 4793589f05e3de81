package seco.probe;

import java.util.stream.IntStream;
import seco.InputException;

/** The rows of a gallery that are most similar to others by the cosine, and what they vote for. */
public final class NearestNeighbours {
  private final FeatureSet gallery;
  private final CosineSearch.Blocks blocks;

  public NearestNeighbours(FeatureSet gallery) {
    this(gallery, CosineSearch.Blocks.USUAL);
  }

  NearestNeighbours(FeatureSet gallery, CosineSearch.Blocks blocks) {
    this.gallery = gallery;
    this.blocks = blocks;
  }

  /**
   * The k most similar rows of each query, found exactly: as by cosines in float64, equal ones in
   * the order of their numbers.
   *
   * @param queries (M, D)
   * @throws InputException if the gallery has fewer than k rows, features of another size, or a
   *     value is no number
   */
  public Neighbours find(FeatureSet queries, int k) {
    requireRows(k, gallery.size());
    if (queries.dimension() != gallery.dimension()) {
      throw new InputException(
          "queries of size "
              + queries.dimension()
              + " for a gallery of size "
              + gallery.dimension());
    }
    return new CosineSearch(queries, gallery, CosineSearch.OTHERS, blocks).find(k);
  }

  /**
   * The k most similar rows of each row of the gallery among its other rows.
   *
   * @throws InputException if the gallery has fewer than k + 1 rows, or a value is no number
   */
  public Neighbours findWithin(int k) {
    requireRows(k, gallery.size() - 1);
    return new CosineSearch(gallery, gallery, 0, blocks).find(k);
  }

  /**
   * The same for the rows of some numbers alone.
   *
   * @param from number of the first
   * @param to number after the last
   */
  public Neighbours findWithin(int from, int to, int k) {
    requireRows(k, gallery.size() - 1);
    FeatureSet asking = gallery.rows(IntStream.range(from, to).toArray());
    return new CosineSearch(asking, gallery, from, blocks).find(k);
  }

  private static void requireRows(int k, int available) {
    if (k < 1 || k > available) {
      throw new InputException(k + " neighbours in a gallery of " + available + " rows");
    }
  }

  /** Row numbers of {@link #find}: (M, k). */
  public int[][] rows(FeatureSet queries, int k) {
    return find(queries, k).rows();
  }

  /** Row numbers of {@link #findWithin}: (N, k). */
  public int[][] rowsWithin(int k) {
    return findWithin(k).rows();
  }

  /**
   * The class that most of the k nearest rows have; of several, the one whose row is nearest.
   *
   * @param queries (M, D)
   */
  public int[] classify(FeatureSet queries, int k) {
    return find(queries, k).majority(gallery.labels());
  }

  /**
   * The class of the greatest weight among the k nearest rows, as {@link Neighbours#weighted}.
   *
   * @param queries (M, D)
   */
  public int[] classify(FeatureSet queries, int k, double temperature) {
    return find(queries, k).weighted(gallery.labels(), temperature);
  }
}
