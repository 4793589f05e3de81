package seco.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import seco.Paper;
import seco.tensor.Arithmetic;
import seco.tensor.Rows;
import seco.tensor.Shapes;

/**
 * InfoNCE, the loss of matching a query with its positive key among negative keys.
 *
 * <p>All vectors are unit rows, so that inner products are cosines.
 */
@Paper(equation = 1)
public final class InfoNce {
  private final double temperature;

  /**
   * @param temperature tau of Eq. (1); 0.1 in the paper
   */
  public InfoNce(double temperature) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature " + temperature + ": must be above 0");
    }
    this.temperature = temperature;
  }

  /**
   * What the negatives of each row amount to.
   *
   * @param logSumExp of their similarities (N)
   * @param highest of their similarities (N), without gradient
   */
  record Negatives(NDArray logSumExp, NDArray highest) {
    /** From the similarities (N, K) of each row to its K negatives. */
    static Negatives of(NDArray similarities) {
      NDArray highest = similarities.max(new int[] {1}).stopGradient();
      return new Negatives(Rows.logSumExp(similarities, highest), highest);
    }
  }

  double temperature() {
    return temperature;
  }

  /** Similarity of corresponding rows: two (N, D) to (N). */
  NDArray similarity(NDArray query, NDArray key) {
    return Arithmetic.times(Rows.dot(query, key), 1 / temperature);
  }

  /** The rows of a memory (K, D) as negatives of every query (N, D). */
  Negatives negatives(NDArray query, NDArray memory) {
    Shapes.require("memory", memory, Shapes.ANY, query.getShape().get(1));
    if (BlockedNegatives.serve(query.getShape().get(0), memory.getShape().get(0))) {
      return BlockedNegatives.of(query, memory, temperature);
    }
    NDArray similarities = Linear.linear(query, memory).singletonOrThrow(); // (N, K)
    return Negatives.of(Arithmetic.times(similarities, 1 / temperature));
  }

  /**
   * The loss of positives of similarity s (N) against negatives of log-sum-exp m (N):
   *
   * <pre>-log(e^s / (e^s + e^m)) = log(1 + e^(m - s))</pre>
   *
   * <p>A row is right when its positive is more similar than every negative.
   */
  Outcome outcome(NDArray positive, Negatives negatives) {
    NDArray loss = Activation.softPlus(negatives.logSumExp.sub(positive)).mean();
    NDArray right = positive.stopGradient().gt(negatives.highest);
    return new Outcome(loss, right.toType(DataType.FLOAT32, false).mean());
  }

  /**
   * Eq. (1), averaged over the batch.
   *
   * @param query (N, D)
   * @param key the positive of each row (N, D)
   * @param memory the negatives of all rows (K, D)
   */
  public Outcome evaluate(NDArray query, NDArray key, NDArray memory) {
    return outcome(similarity(query, key), negatives(query, memory));
  }
}
