package seco.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import seco.Paper;
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

  /** Similarity of corresponding rows: two (N, D) to (N). */
  NDArray similarity(NDArray query, NDArray key) {
    return Rows.dot(query, key).div(temperature);
  }

  /** Log-sum-exp of the similarities to all memory rows: (N, D) and (K, D) to (N). */
  NDArray logSumExp(NDArray query, NDArray memory) {
    Shapes.require("memory", memory, Shapes.ANY, query.getShape().get(1));
    NDArray similarities = Linear.linear(query, memory).singletonOrThrow(); // (N, K)
    return Rows.logSumExp(similarities.div(temperature));
  }

  /**
   * The loss per row from the positive's similarity s and the negatives' log-sum-exp m:
   *
   * <pre>-log(e^s / (e^s + e^m)) = log(1 + e^(m - s))</pre>
   */
  NDArray loss(NDArray positive, NDArray negatives) {
    return Activation.softPlus(negatives.sub(positive)); // (N)
  }

  /**
   * Eq. (1), averaged over the batch.
   *
   * @param query (N, D)
   * @param key the positive of each row (N, D)
   * @param memory the negatives of all rows (K, D)
   * @return a scalar
   */
  public NDArray evaluate(NDArray query, NDArray key, NDArray memory) {
    return loss(similarity(query, key), logSumExp(query, memory)).mean();
  }
}
