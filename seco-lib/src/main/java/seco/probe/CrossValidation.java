package seco.probe;

import java.util.ArrayList;
import java.util.List;
import seco.InputException;
import seco.run.Seeds;

/** The weight C of a linear SVM by k-fold cross-validation on the training examples alone. */
public final class CrossValidation {
  private static final double[] GRID = {0.01, 0.1, 1, 10, 100, 1000};
  private static final double FOLD_TOLERANCE = 1e-3;

  private CrossValidation() {}

  /**
   * Accuracy of each C tried.
   *
   * @param c the weights in ascending order
   * @param top1 mean accuracy over the folds
   */
  public record Curve(double[] c, double[] top1) {
    /** The C of highest accuracy; the smallest of several. */
    public double best() {
      int best = 0;
      for (int i = 1; i < c.length; i++) {
        if (top1[i] > top1[best]) {
          best = i;
        }
      }
      return c[best];
    }
  }

  /**
   * Tries powers of ten.
   *
   * @param mostFolds number of parts, each left out once; every class is spread over them. At most
   *     as many as the rarest class has examples
   * @throws InputException if a class has fewer than two examples
   */
  public static Curve run(FeatureSet train, int mostFolds, long seed) {
    int folds = Math.min(mostFolds, rarest(train));
    int[] foldOf = assign(train, folds, seed);
    double[] top1 = new double[GRID.length];
    for (int fold = 0; fold < folds; fold++) {
      FeatureSet fit = part(train, foldOf, fold, false);
      FeatureSet held = part(train, foldOf, fold, true);
      for (int i = 0; i < GRID.length; i++) {
        LinearSvm.Model model = new LinearSvm(GRID[i], FOLD_TOLERANCE).train(fit);
        top1[i] += Accuracy.top1(held.labels(), model.predict(held)) / folds;
      }
    }
    return new Curve(GRID.clone(), top1);
  }

  private static int rarest(FeatureSet train) {
    int[] counts = new int[train.classes()];
    for (int label : train.labels()) {
      counts[label]++;
    }
    int least = Integer.MAX_VALUE;
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] < 2) {
        throw new InputException(
            "class " + k + " has " + counts[k] + " training examples, cross-validation needs 2");
      }
      least = Math.min(least, counts[k]);
    }
    return least;
  }

  /** Deals each class's examples, in random order, to the folds in turn. */
  private static int[] assign(FeatureSet train, int folds, long seed) {
    int[] dealt = new int[train.classes()];
    int[] foldOf = new int[train.size()];
    for (int i : new Seeds(seed).permutation(train.size(), "folds")) {
      foldOf[i] = dealt[train.labels()[i]]++ % folds;
    }
    return foldOf;
  }

  private static FeatureSet part(FeatureSet train, int[] foldOf, int fold, boolean held) {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < foldOf.length; i++) {
      if ((foldOf[i] == fold) == held) {
        rows.add(i);
      }
    }
    return train.rows(rows.stream().mapToInt(Integer::intValue).toArray());
  }
}
