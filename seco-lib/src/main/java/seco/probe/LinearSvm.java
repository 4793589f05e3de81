package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.Paper;
import seco.run.Card;
import seco.tensor.Gradients;

/**
 * A linear support vector machine, one against the rest, without bias. For each class it minimises
 *
 * <pre>  w'w / 2 + C sum_i max(0, 1 - y_i w'x_i)^2,   y_i = +1 for the class, -1 for the others
 * </pre>
 *
 * which is liblinear's {@code -s 2}. Sets of more than 2^20 numbers are solved until, besides the
 * tolerance, each objective is certainly within 1e-4 of its minimum ({@link SvmGoal}).
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition")
public final class LinearSvm {
  /** Of the protocol: far beyond what the predictions need. */
  public static final double TOLERANCE = 1e-6;

  private static final int ROWS_TOGETHER = 1024;

  private final double c;
  private final double tolerance;

  /**
   * @param c weight of the losses, C above; 1 in the authors' protocol
   * @param tolerance norm of the gradient at which a class is done, relative to its start at w = 0
   */
  public LinearSvm(double c, double tolerance) {
    if (!(c > 0 && Double.isFinite(c))) {
      throw new InputException("C = " + c + ": must be " + (c > 0 ? "finite" : "above 0"));
    }
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new InputException("tolerance " + tolerance + ": must lie in 0..1");
    }
    this.c = c;
    this.tolerance = tolerance;
  }

  /** C = 1 and the protocol's tolerance. */
  public static LinearSvm authors() {
    return new LinearSvm(1, TOLERANCE);
  }

  /** Adds to a card who judges. */
  public Card card(Card features) {
    return features
        .with("classifier", "linear SVM, one vs rest")
        .with("C", c)
        .with("tolerance", tolerance);
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
      return predict(SvmExamples.all(features));
    }

    /** The same for some rows. */
    int[] predict(SvmExamples examples) {
      int dimension = weights.length / classes();
      if (examples.dimension() != dimension) {
        throw new InputException(
            "features of size " + examples.dimension() + " for a machine of " + dimension);
      }
      Gradients.off();
      int[] predictions = new int[examples.size()];
      ByteBuffer room = examples.room(Math.min(ROWS_TOGETHER, predictions.length));
      try (NDManager manager = NDManager.newBaseManager()) {
        NDArray columns = manager.create(weights, new Shape(classes(), dimension)).transpose();
        for (int from = 0; from < predictions.length; from += ROWS_TOGETHER) {
          int to = Math.min(from + ROWS_TOGETHER, predictions.length);
          try (NDManager scope = manager.newSubManager()) {
            NDArray rows = examples.block(scope, room, from, to).toType(DataType.FLOAT64, false);
            long[] best = rows.matMul(columns).argMax(1).toLongArray();
            for (int i = from; i < to; i++) {
              predictions[i] = (int) best[i - from];
            }
          }
        }
      }
      return predictions;
    }
  }

  /**
   * Trains on features.
   *
   * @throws InputException if there are no features, one holds a value that is no number, there are
   *     fewer than two classes, or a class has no example; the last is so wherever there are fewer
   *     features than classes
   */
  public Model train(FeatureSet features) {
    return train(features, null);
  }

  /**
   * Trains on features from weights that are near, such as those of another C. The machine is the
   * same within the tolerance, and found in fewer steps.
   *
   * @param start a machine of the same classes and dimension, or null for weights of 0
   * @throws InputException as {@link #train(FeatureSet)}, or if the start does not fit
   */
  public Model train(FeatureSet features, @Nullable Model start) {
    SvmExamples examples = SvmExamples.all(features);
    examples.require();
    if (start != null) {
      requireFitting(start, examples);
    }
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      double[] weights = start == null ? null : start.weights();
      return new SvmSolver(manager, examples).solve(c, tolerance, weights);
    }
  }

  private static void requireFitting(Model start, SvmExamples examples) {
    int dimension = start.weights().length / start.classes();
    if (start.classes() != examples.classes() || dimension != examples.dimension()) {
      throw new InputException(
          "a start of %d classes and size %d for features of %d classes and size %d"
              .formatted(start.classes(), dimension, examples.classes(), examples.dimension()));
    }
  }
}
