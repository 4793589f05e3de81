package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import seco.InputException;
import seco.Paper;
import seco.tensor.Gradients;

/**
 * A linear support vector machine, one against the rest, without bias. For each class it minimises
 *
 * <pre>  w'w / 2 + C sum_i max(0, 1 - y_i w'x_i)^2,   y_i = +1 for the class, -1 for the others
 * </pre>
 *
 * which is liblinear's {@code -s 2}. Sets of more than 2^20 numbers are solved until, besides the
 * tolerance, each objective is certainly within 1e-4 of its minimum ({@link SvmSolver}).
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
public final class LinearSvm {
  private static final int ROWS_TOGETHER = 1024;

  private final double c;
  private final double tolerance;

  /**
   * @param c weight of the losses, C above; 1 in the authors' protocol
   * @param tolerance norm of the gradient at which a class is done, relative to its start at w = 0
   */
  public LinearSvm(double c, double tolerance) {
    if (!(c > 0 && Double.isFinite(c))) {
      throw new InputException("C = " + c + ": must be above 0");
    }
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new InputException("tolerance " + tolerance + ": must lie in 0..1");
    }
    this.c = c;
    this.tolerance = tolerance;
  }

  /** C = 1, solved far beyond what the predictions need. */
  public static LinearSvm authors() {
    return new LinearSvm(1, 1e-6);
  }

  /**
   * A trained machine.
   *
   * @param weights row-major (M, D), a row a class
   * @param objective the minimised sum of each class (M)
   * @param relativeGradient largest of the classes at the end
   * @param gap how far an objective can at most be above its minimum, as a share of the minimum:
   *     largest of the classes, infinite where the gradient bounds nothing
   * @param steps taken, of descent and of Newton's method
   * @param c weight of the losses
   */
  public record Model(
      double[] weights,
      double[] objective,
      double relativeGradient,
      double gap,
      int steps,
      double c) {
    /** Number of classes. */
    public int classes() {
      return objective.length;
    }

    /** Whether the gradient of every class reached the tolerance; {@code gap} says the rest. */
    public boolean converged(double tolerance) {
      return relativeGradient <= tolerance;
    }

    /** The class of highest score of each row; the first where several are equal. */
    public int[] predict(FeatureSet features) {
      int dimension = weights.length / classes();
      if (features.dimension() != dimension) {
        throw new InputException(
            "features of size " + features.dimension() + " for a machine of " + dimension);
      }
      Gradients.off();
      int[] predictions = new int[features.size()];
      try (NDManager manager = NDManager.newBaseManager()) {
        NDArray columns = manager.create(weights, new Shape(classes(), dimension)).transpose();
        for (int from = 0; from < predictions.length; from += ROWS_TOGETHER) {
          int count = Math.min(ROWS_TOGETHER, predictions.length - from);
          long[] best = best(columns, features.values(), from, count);
          for (int i = 0; i < count; i++) {
            predictions[from + i] = (int) best[i];
          }
        }
      }
      return predictions;
    }

    /** The best class of {@code count} rows, the scores in float64. */
    private static long[] best(NDArray columns, float[] values, int from, int count) {
      int dimension = Math.toIntExact(columns.getShape().get(0));
      int start = from * dimension;
      float[] part = Arrays.copyOfRange(values, start, start + count * dimension);
      try (NDManager scope = columns.getManager().newSubManager()) {
        NDArray rows = scope.create(part, new Shape(count, dimension));
        return rows.toType(DataType.FLOAT64, false).matMul(columns).argMax(1).toLongArray();
      }
    }
  }

  /**
   * Trains on features.
   *
   * @throws InputException if there are fewer than two classes, or a class without an example
   */
  public Model train(FeatureSet features) {
    requireClasses(features);
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      return new SvmSolver(manager, features, c, tolerance).solve();
    }
  }

  private static void requireClasses(FeatureSet features) {
    int[] counts = new int[features.classes()];
    for (int label : features.labels()) {
      if (label < 0) {
        throw new InputException("label " + label + ": labels count from 0");
      }
      counts[label]++;
    }
    if (counts.length < 2) {
      throw new InputException("a single class: a classifier needs at least two");
    }
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] == 0) {
        throw new InputException("class " + k + " has no training example");
      }
    }
  }
}
