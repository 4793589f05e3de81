package seco.probe;

import java.util.concurrent.ForkJoinPool;
import seco.InputException;
import smile.manifold.TSNE;
import smile.math.MathEx;
import smile.projection.PCA;

/**
 * A map of features in the plane on which neighbours stay neighbours: principal components, then
 * t-SNE.
 *
 * <p>L. van der Maaten and G. Hinton, <i>Visualizing Data using t-SNE</i>, JMLR 9, 2008.
 */
public final class FeatureMap {
  private static final int COMPONENTS = 50;
  private static final double LEARNING_RATE = 200;
  private static final int ITERATIONS = 1000;

  /** Sums are split by the number of threads; a fixed one gives the same map everywhere. */
  private static final int THREADS = 2;

  private FeatureMap() {}

  /**
   * Places of the rows: (N, 2), centred at 0. The same features and seed give the same map.
   *
   * @param perplexity about how many neighbours of a row count, below a third of the rows; 20 suits
   *     hundreds of rows
   * @throws InputException if there are too few rows for the perplexity
   */
  public static double[][] of(FeatureSet features, double perplexity, long seed) {
    if (!(perplexity >= 2 && 3 * perplexity < features.size())) {
      throw new InputException(
          "perplexity "
              + perplexity
              + " for a map of "
              + features.size()
              + " rows: must lie between 2 and a third of them");
    }
    double[][] squares = squaredDistances(components(features));
    ForkJoinPool pool = new ForkJoinPool(THREADS);
    try {
      return pool.submit(() -> embed(squares, perplexity, seed)).join();
    } finally {
      pool.shutdown();
    }
  }

  private static double[][] embed(double[][] squares, double perplexity, long seed) {
    MathEx.setSeed(seed); // of this thread
    return new TSNE(squares, 2, perplexity, LEARNING_RATE, ITERATIONS).coordinates;
  }

  /** The rows on their first principal components, where there are more dimensions than that. */
  private static double[][] components(FeatureSet features) {
    double[][] rows = features.doubles();
    boolean wide = features.dimension() > COMPONENTS && features.size() > COMPONENTS;
    return wide ? PCA.fit(rows).setProjection(COMPONENTS).project(rows) : rows;
  }

  /** Given as distances, since Smile takes as many rows as columns for distances anyway. */
  private static double[][] squaredDistances(double[][] rows) {
    double[][] squares = new double[rows.length][rows.length];
    MathEx.pdist(rows, squares, MathEx::squaredDistance);
    return squares;
  }
}
