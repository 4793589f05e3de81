package seco.probe;

import java.util.Comparator;
import java.util.stream.IntStream;
import seco.InputException;
import seco.run.Card;
import seco.run.Score;

/**
 * Retrieval: videos ask for others of their class. Of the k most similar it is enough that one is
 * right.
 *
 * <p>The protocol of L. Zhang et al., <i>Inter-intra Variant Dual Representations for
 * Self-supervised Video Recognition</i>, BMVC 2021: the test set asks the training set, by the
 * cosine. There each set has first been centred ({@link Centring}), which looks at all queries
 * together; elsewhere it is left out.
 *
 * @param labels of the queries (M)
 * @param neighbours the nearest of the gallery, for each query
 * @param places where the first neighbour of the query's class stands, from 1; 0 if none of them is
 *     of its class
 * @param classes how many there are
 * @param card how the neighbours were found
 */
public record Retrieval(int[] labels, Neighbours neighbours, int[] places, int classes, Card card) {
  private static final int[] USUAL = {1, 5, 10, 20, 50};

  /**
   * The k for which R@k is usually told, 1, 5, 10, 20, 50; those below the number of videos that
   * can be found, and 1 at least.
   */
  public static int[] ranks(int available) {
    int[] possible = IntStream.of(USUAL).filter(k -> k < available).toArray();
    return possible.length > 0 ? possible : new int[] {1};
  }

  /**
   * Queries ask a gallery.
   *
   * @param most for how many neighbours the result tells
   * @throws InputException if the gallery has fewer rows, features of another size, or no row of a
   *     query's class
   */
  public static Retrieval of(FeatureSet queries, FeatureSet gallery, int most) {
    requireClasses(queries.labels(), gallery.labels(), 1);
    return of(queries, gallery, false, new NearestNeighbours(gallery).find(queries, most));
  }

  /**
   * Each row asks all the others.
   *
   * @param most for how many neighbours the result tells
   * @throws InputException if there are fewer other rows, or a class has only one
   */
  public static Retrieval within(FeatureSet rows, int most) {
    requireClasses(rows.labels(), rows.labels(), 2);
    return of(rows, rows, true, new NearestNeighbours(rows).findWithin(most));
  }

  /**
   * What is retrieved by neighbours that have been found before.
   *
   * @param within whether the queries are the gallery
   * @throws InputException if there is no row of a query's class
   */
  public static Retrieval judged(
      FeatureSet queries, FeatureSet gallery, boolean within, Neighbours neighbours) {
    requireClasses(queries.labels(), gallery.labels(), within ? 2 : 1);
    return of(queries, gallery, within, neighbours);
  }

  static void requireClasses(int[] queries, int[] gallery, int least) {
    if (queries.length == 0) {
      throw new InputException("retrieval without a query");
    }
    int[] counts = new int[classes(queries, gallery)];
    IntStream.of(gallery).forEach(label -> counts[label]++);
    for (int label : queries) {
      if (counts[label] < least) {
        String where = least == 1 ? " in the gallery" : " besides itself";
        throw new InputException("a query of class " + label + " has none of its class" + where);
      }
    }
  }

  private static int classes(int[] queries, int[] gallery) {
    int most = -1;
    for (int[] labels : new int[][] {queries, gallery}) {
      for (int label : labels) {
        if (label < 0) {
          throw new InputException("label " + label + ": labels count from 0");
        }
        most = Math.max(most, label);
      }
    }
    return most + 1;
  }

  private static Retrieval of(
      FeatureSet queries, FeatureSet rows, boolean within, Neighbours neighbours) {
    int[] labels = queries.labels();
    int[] gallery = rows.labels();
    int[] places = new int[labels.length];
    for (int query = 0; query < places.length; query++) {
      int[] found = neighbours.rows()[query];
      int at = 0;
      while (at < found.length && gallery[found[at]] != labels[query]) {
        at++;
      }
      places[query] = at < found.length ? at + 1 : 0;
    }
    Card card =
        FeatureCards.ofResult(rows, queries)
            .with("search", "cosine, exact")
            .with("leaveOneOut", within);
    return new Retrieval(labels, neighbours, places, classes(labels, gallery), card);
  }

  /** R@k with its card. */
  public Score score(int k) {
    return new Score("recall." + k, recall(k), card);
  }

  /** R@k: share of the queries for which one of the k nearest is of their class, 0..1. */
  public double recall(int k) {
    return Accuracy.top1(labels, found(k));
  }

  /** R@k for several k. */
  public double[] recalls(int... ks) {
    return IntStream.of(ks).mapToDouble(this::recall).toArray();
  }

  /**
   * What R@k is expected to be where the k rows are drawn blindly: for each query one less the
   * chance that none of them is of its class, in the mean.
   *
   * @param queries their labels
   * @param gallery its labels, at least k
   */
  public static double chance(int[] queries, int[] gallery, int k) {
    int[] counts = new int[classes(queries, gallery)];
    IntStream.of(gallery).forEach(label -> counts[label]++);
    double[] found = new double[counts.length];
    for (int label = 0; label < counts.length; label++) {
      double none = 1;
      for (int drawn = 0; drawn < k; drawn++) {
        int others = Math.max(0, gallery.length - counts[label] - drawn);
        none *= others / (double) (gallery.length - drawn);
      }
      found[label] = 1 - none;
    }
    return IntStream.of(queries).mapToDouble(label -> found[label]).average().orElse(Double.NaN);
  }

  /** The queries of which none of the k nearest is right, those with the highest cosine first. */
  public int[] missed(int k) {
    int[] found = found(k);
    return IntStream.range(0, places.length)
        .filter(query -> found[query] < 0)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(query -> neighbours.cosines()[query][0]).reversed())
        .mapToInt(query -> query)
        .toArray();
  }

  /** {@link #recall} within each class; NaN for a class without a query. */
  public double[] perClass(int k) {
    return Accuracy.perClass(labels, found(k), classes);
  }

  /** The label of each query for which one of the k nearest is right, else none. */
  private int[] found(int k) {
    if (k < 1 || k > neighbours.rows()[0].length) {
      throw new IllegalArgumentException(
          "R@" + k + " of " + neighbours.rows()[0].length + " neighbours");
    }
    return IntStream.range(0, places.length)
        .map(i -> places[i] > 0 && places[i] <= k ? labels[i] : -1)
        .toArray();
  }
}
