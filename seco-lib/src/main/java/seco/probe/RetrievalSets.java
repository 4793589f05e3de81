package seco.probe;

import java.util.stream.IntStream;

/**
 * The two sets of a retrieval as they are compared, so that it can be done query by query.
 *
 * @param queries (M, D)
 * @param gallery (N, D)
 * @param within whether the queries are the gallery, and no row is to find itself
 */
public record RetrievalSets(FeatureSet queries, FeatureSet gallery, boolean within) {
  /**
   * The test set asks the training set.
   *
   * @param same whether both are the same videos
   * @param mean what is subtracted from both
   * @throws seco.InputException if no row is of a query's class, or nothing is left of a set
   */
  public static RetrievalSets of(
      FeatureSet train, FeatureSet test, boolean same, Centring.Mean mean) {
    FeatureSet gallery = mean == Centring.Mean.NONE ? train : Centring.byOwnMean(train);
    FeatureSet queries = same ? gallery : queries(train, test, mean);
    Retrieval.requireClasses(queries.labels(), gallery.labels(), same ? 2 : 1);
    return new RetrievalSets(queries, gallery, same);
  }

  private static FeatureSet queries(FeatureSet train, FeatureSet test, Centring.Mean mean) {
    return switch (mean) {
      case NONE -> test;
      case OWN -> Centring.byOwnMean(test);
      case TRAIN -> Centring.by(Centring.mean(train), test);
    };
  }

  /** What all queries retrieve. */
  public Retrieval retrieve(int most) {
    return within ? Retrieval.within(gallery, most) : Retrieval.of(queries, gallery, most);
  }

  /**
   * The nearest rows of some of the queries: the same as for all at once.
   *
   * @param from number of the first query
   * @param to number after the last
   */
  public Neighbours find(int from, int to, int most) {
    NearestNeighbours search = new NearestNeighbours(gallery);
    return within
        ? search.findWithin(from, to, most)
        : search.find(queries.rows(IntStream.range(from, to).toArray()), most);
  }

  /** What is retrieved by the neighbours of all queries. */
  public Retrieval judged(Neighbours neighbours) {
    return Retrieval.judged(queries, gallery, within, neighbours);
  }
}
