package seco.probe;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.stream.IntStream;
import seco.InputException;
import seco.run.Seeds;
import seco.tensor.Gradients;

/** The weight C of a linear SVM by k-fold cross-validation on the training examples alone. */
public final class CrossValidation {
  private static final double[] GRID = {0.01, 0.1, 1, 10, 100, 1000};
  private static final double FOLD_TOLERANCE = 1e-3;

  /** How many parts the protocol's option makes of the training examples. */
  private static final int FOLDS = 5;

  private static final long SEED = 1;

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

  /** As the protocol's option has it: five folds, always the same. */
  public static Curve run(FeatureSet train) {
    return run(train, FOLDS, SEED);
  }

  /** How a card says that this chooses C. */
  public static String named() {
    return FOLDS + "-fold cross-validation";
  }

  /**
   * Tries powers of ten. With fewer examples of every class than folds, there are as many folds as
   * examples of the largest class. In large sets each C starts from the machine of the one below;
   * small ones are solved so quickly that each starts from 0.
   *
   * @param folds number of parts, at least 2, each left out once; every class is spread over them
   * @throws InputException if a class has fewer than two examples, or {@link LinearSvm#train}
   *     refuses the features
   */
  public static Curve run(FeatureSet train, int folds, long seed) {
    SvmExamples.all(train).require();
    if (folds < 2) {
      throw new InputException(folds + " folds: cross-validation needs at least 2");
    }
    int parts = Math.min(folds, largestClass(train));
    int[] foldOf = assign(train, parts, seed);
    double[] top1 = new double[GRID.length];
    for (int fold = 0; fold < parts; fold++) {
      SvmExamples fit = part(train, foldOf, fold, false);
      SvmExamples held = part(train, foldOf, fold, true);
      double[] right = top1(fit, held);
      Arrays.setAll(top1, i -> top1[i] + right[i] / parts);
    }
    return new Curve(GRID.clone(), top1);
  }

  /** Accuracy of each C on rows that were left out. */
  private static double[] top1(SvmExamples fit, SvmExamples held) {
    double[] top1 = new double[GRID.length];
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      SvmSolver solver = new SvmSolver(manager, fit);
      double[] start = null;
      for (int i = 0; i < GRID.length; i++) {
        LinearSvm.Model model = solver.solve(GRID[i], FOLD_TOLERANCE, start);
        top1[i] = Accuracy.top1(held.labels(), model.predict(held));
        start = solver.small() ? null : model.weights();
      }
    }
    return top1;
  }

  private static int largestClass(FeatureSet train) {
    int[] counts = new int[train.classes()];
    int largest = 0;
    for (int label : train.labels()) {
      largest = Math.max(largest, ++counts[label]);
    }
    return largest;
  }

  /** Deals each class's examples, in random order, to the folds in turn. */
  static int[] assign(FeatureSet train, int folds, long seed) {
    int[] dealt = new int[train.classes()];
    int[] foldOf = new int[train.size()];
    for (int i : new Seeds(seed).permutation(train.size(), "folds")) {
      foldOf[i] = dealt[train.labels()[i]]++ % folds;
    }
    for (int k = 0; k < dealt.length; k++) {
      if (dealt[k] < 2) {
        throw new InputException(
            "class " + k + " has " + dealt[k] + " training examples, cross-validation needs 2");
      }
    }
    return foldOf;
  }

  private static SvmExamples part(FeatureSet train, int[] foldOf, int fold, boolean held) {
    return new SvmExamples(
        train,
        IntStream.range(0, foldOf.length).filter(i -> (foldOf[i] == fold) == held).toArray());
  }
}
