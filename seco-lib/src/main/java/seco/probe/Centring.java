package seco.probe;

import java.util.Arrays;
import java.util.stream.IntStream;
import seco.InputException;

/**
 * Features less a mean, so that cosines compare what they differ in. In DualVar's retrieval each
 * set loses its own mean, the queries that of all queries.
 */
public final class Centring {
  /** Which mean is subtracted before sets are compared. */
  public enum Mean {
    /** None. */
    NONE,
    /** Of each set its own. */
    OWN,
    /** That of the training set, of both. */
    TRAIN
  }

  private Centring() {}

  /** The mean row (D). */
  public static double[] mean(FeatureSet features) {
    double[] mean = new double[features.dimension()];
    for (int i = 0; i < features.values().length; i++) {
      mean[i % mean.length] += features.values()[i];
    }
    return Arrays.stream(mean).map(sum -> sum / features.size()).toArray();
  }

  /**
   * Features less their own mean.
   *
   * @throws InputException if there are fewer than two, of which nothing would be left
   */
  public static FeatureSet byOwnMean(FeatureSet features) {
    if (features.size() < 2) {
      throw new InputException(
          "less their mean, nothing is left of " + features.size() + " features; do not centre");
    }
    return by(mean(features), features).with(FeatureCards.CENTRE, "own");
  }

  /**
   * Features less the mean of their group, so that the groups' means no longer tell them apart.
   *
   * @param groups (N); the row of a group of one becomes 0
   */
  public static FeatureSet byGroup(FeatureSet features, int... groups) {
    if (groups.length != features.size()) {
      throw new IllegalArgumentException(
          groups.length + " groups for " + features.size() + " features");
    }
    int dimension = features.dimension();
    float[] rest = features.values().clone();
    for (int group : IntStream.of(groups).distinct().toArray()) {
      int[] rows = IntStream.range(0, groups.length).filter(i -> groups[i] == group).toArray();
      double[] mean = mean(features.rows(rows));
      for (int row : rows) {
        for (int d = 0; d < dimension; d++) {
          rest[row * dimension + d] -= (float) mean[d];
        }
      }
    }
    return new FeatureSet(rest, dimension, features.labels(), features.names(), features.card())
        .with(FeatureCards.CENTRE, "group");
  }

  /**
   * Features less a given mean.
   *
   * @param mean (D), for example that of the training set
   */
  public static FeatureSet by(double[] mean, FeatureSet features) {
    if (mean.length != features.dimension()) {
      throw new InputException(
          "a mean of size " + mean.length + " for features of size " + features.dimension());
    }
    float[] rest = new float[features.values().length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = (float) (features.values()[i] - mean[i % mean.length]);
    }
    return new FeatureSet(
            rest, features.dimension(), features.labels(), features.names(), features.card())
        .with(FeatureCards.CENTRE, "given");
  }
}
