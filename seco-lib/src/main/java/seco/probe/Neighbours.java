package seco.probe;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import seco.InputException;

/**
 * The nearest rows of a gallery for each query, the most similar first, equally similar ones by
 * their number.
 *
 * @param rows numbers in the gallery (M, k)
 * @param cosines of the queries with them (M, k)
 */
public record Neighbours(int[][] rows, double[][] cosines) {
  /** Number of queries. */
  public int size() {
    return rows.length;
  }

  /** The k nearest of them. */
  public Neighbours first(int k) {
    int found = rows.length == 0 ? k : rows[0].length;
    if (k < 1 || k > found) {
      throw new IllegalArgumentException("the first " + k + " of " + found + " neighbours");
    }
    return new Neighbours(
        Arrays.stream(rows).map(row -> Arrays.copyOf(row, k)).toArray(int[][]::new),
        Arrays.stream(cosines).map(row -> Arrays.copyOf(row, k)).toArray(double[][]::new));
  }

  /**
   * The class that most of each query's neighbours have; of several, the one whose row is nearest.
   *
   * @param labels of the gallery
   */
  public int[] majority(int[] labels) {
    return vote(labels, difference -> 1);
  }

  /**
   * The class of the highest sum of {@code exp(cosine / temperature)}; of several, the one whose
   * row is nearest.
   *
   * <p>Z. Wu et al., <i>Unsupervised Feature Learning via Non-Parametric Instance
   * Discrimination</i>, CVPR 2018.
   *
   * @param labels of the gallery
   * @param temperature above 0, usually 0.07
   */
  public int[] weighted(int[] labels, double temperature) {
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new InputException("temperature " + temperature + ": must be above 0");
    }
    return vote(labels, difference -> Math.exp(difference / temperature));
  }

  /**
   * @param weight of a vote by the row's cosine less that of the nearest, which is 0 or below
   */
  private int[] vote(int[] labels, DoubleUnaryOperator weight) {
    double[] votes = new double[Arrays.stream(labels).max().orElse(-1) + 1];
    int[] winners = new int[rows.length];
    for (int query = 0; query < rows.length; query++) {
      Arrays.fill(votes, 0);
      for (int i = 0; i < rows[query].length; i++) {
        double difference = cosines[query][i] - cosines[query][0];
        votes[labels[rows[query][i]]] += weight.applyAsDouble(difference);
      }
      int best = labels[rows[query][0]];
      for (int row : rows[query]) {
        best = votes[labels[row]] > votes[best] ? labels[row] : best;
      }
      winners[query] = best;
    }
    return winners;
  }
}
