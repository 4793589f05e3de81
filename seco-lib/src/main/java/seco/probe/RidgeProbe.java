package seco.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.run.Seeds;
import smile.math.matrix.Matrix;

/**
 * A linear regression from features to known factors, such as where a figure stands: how well a
 * factor can be read off frozen features. It minimises
 *
 * <pre>  sum_i |y_i - W'x_i|^2 + s |W|^2,   x and y centred on their means
 * </pre>
 *
 * <p>The weight s is chosen by cross-validation on the training rows; frames of one video stay
 * together.
 */
public final class RidgeProbe {
  /** Tried for s, in units of the mean eigenvalue of X'X. */
  private static final double[] GRID = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100};

  private static final int FOLDS = 5;

  private final RidgeFit fit;
  private final Matrix weights; // (D, T)
  private final double strength;

  private RidgeProbe(RidgeFit fit, double strength) {
    this.fit = fit;
    this.strength = strength;
    weights = fit.weights(strength);
  }

  /**
   * Fits targets (N, T), see {@link Targets}.
   *
   * @param train (N, D); rows of one video have names that are equal up to {@code #}
   * @throws InputException if rows and targets do not fit, a target is constant or no number, or
   *     there are fewer than two videos
   */
  public static RidgeProbe fit(FeatureSet train, double[][] targets) {
    Targets.require(train, targets);
    double[] errors = crossValidate(train, targets);
    int best = 0;
    for (int i = 1; i < GRID.length; i++) {
      best = errors[i] < errors[best] ? i : best;
    }
    return new RidgeProbe(new RidgeFit(train, targets), GRID[best]);
  }

  /** The error of each weight on rows that were left out, summed over targets of variance one. */
  private static double[] crossValidate(FeatureSet train, double[][] targets) {
    double[] variances = Targets.variances(targets);
    double[] errors = new double[GRID.length];
    int[] foldOf = folds(train);
    for (int fold = 0; fold < FOLDS; fold++) {
      int[] kept = where(foldOf, fold, false);
      int[] held = where(foldOf, fold, true);
      if (held.length == 0) {
        continue; // fewer videos than folds
      }
      RidgeFit part = new RidgeFit(train.rows(kept), Targets.rows(targets, kept));
      FeatureSet unseen = train.rows(held);
      double[][] truth = Targets.rows(targets, held);
      for (int i = 0; i < GRID.length; i++) {
        double[] squares = Targets.meanSquares(part.predict(unseen, part.weights(GRID[i])), truth);
        for (int t = 0; t < squares.length; t++) {
          errors[i] += held.length * squares[t] / variances[t];
        }
      }
    }
    return errors;
  }

  /** Deals videos, in random order, to the folds in turn. */
  private static int[] folds(FeatureSet train) {
    Map<String, Integer> videos = new LinkedHashMap<>();
    int[] videoOf = new int[train.size()];
    for (int i = 0; i < videoOf.length; i++) {
      String video = train.names().get(i).replaceAll("#[^#]*$", "");
      videoOf[i] = videos.computeIfAbsent(video, name -> videos.size());
    }
    if (videos.size() < 2) {
      throw new InputException("features of a single video: cross-validation needs two");
    }
    int[] order = new Seeds(0).permutation(videos.size(), "ridge");
    int[] foldOf = new int[videoOf.length];
    for (int i = 0; i < foldOf.length; i++) {
      foldOf[i] = order[videoOf[i]] % FOLDS;
    }
    return foldOf;
  }

  private static int[] where(int[] foldOf, int fold, boolean held) {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < foldOf.length; i++) {
      if ((foldOf[i] == fold) == held) {
        rows.add(i);
      }
    }
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The weight that was chosen, in units of the mean eigenvalue of X'X. */
  public double strength() {
    return strength;
  }

  /** Targets of features: (N, T). */
  public double[][] predict(FeatureSet features) {
    if (features.dimension() != fit.dimension()) {
      throw new InputException(
          "features of size " + features.dimension() + " for a probe of " + fit.dimension());
    }
    return fit.predict(features, weights);
  }

  /**
   * Explained share of each target's variance (T): 1 is perfect, 0 no better than the mean, below 0
   * worse.
   *
   * @throws InputException if rows and targets do not fit, or a target is constant or no number
   */
  public double[] r2PerTarget(FeatureSet test, double[][] targets) {
    Targets.require(test, targets);
    double[] squares = Targets.meanSquares(targets, predict(test));
    double[] variances = Targets.variances(targets);
    double[] r2 = new double[variances.length];
    for (int t = 0; t < r2.length; t++) {
      r2[t] = 1 - squares[t] / variances[t];
    }
    return r2;
  }

  /** The mean of {@link #r2PerTarget}. */
  public double r2(FeatureSet test, double[][] targets) {
    double sum = 0;
    for (double value : r2PerTarget(test, targets)) {
      sum += value;
    }
    return sum / targets[0].length;
  }
}
