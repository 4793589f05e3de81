package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import seco.loss.Outcome;
import seco.loss.Terms;

/** The numbers of a step, gathered over the parts of its batch. */
final class StepSums {
  /** Places of the numbers. */
  private static final int TOTAL = 0;

  private static final int TASKS = 3;

  private final double[] losses = new double[1 + TASKS]; // total, inter, intra, order
  private final double[] accuracies = new double[1 + TASKS];
  private final double[] squares = new double[TASKS]; // of the gradients by the features
  private double gradientNorm = Double.NaN;
  private final List<NDArray> queries = new ArrayList<>();

  /**
   * Adds a part.
   *
   * @param share of the part in the batch
   * @param gradients by the trunk's features
   * @param query embeddings of the inter head (M, D), kept
   */
  void add(Terms terms, double share, TaskGradients gradients, NDArray query) {
    double[] own = gradients.squares();
    losses[TOTAL] += share * terms.total().getFloat();
    @Nullable Outcome[] outcomes = {terms.inter(), terms.intra(), terms.order()};
    for (int task = 0; task < TASKS; task++) {
      Outcome outcome = outcomes[task];
      losses[1 + task] += outcome == null ? Double.NaN : share * outcome.loss().getFloat();
      accuracies[1 + task] += outcome == null ? Double.NaN : share * outcome.accuracy().getFloat();
      squares[task] += own[task];
    }
    queries.add(query);
  }

  /** Adds the parts of another shard. */
  void add(StepSums other) {
    for (int i = 0; i < losses.length; i++) {
      losses[i] += other.losses[i];
      accuracies[i] += other.accuracies[i];
    }
    for (int task = 0; task < TASKS; task++) {
      squares[task] += other.squares[task];
    }
    queries.addAll(other.queries);
  }

  double total() {
    return losses[TOTAL];
  }

  /** The L2 norm of the gradient by all weights together, once all parts are added. */
  void gradientNorm(double norm) {
    gradientNorm = norm;
  }

  double gradientNorm() {
    return gradientNorm;
  }

  /** The step in plain numbers. */
  Step step(long step, double rate, Health health) {
    return new Step(
        step,
        rate,
        total(),
        losses[1],
        accuracies[1],
        losses[2],
        accuracies[2],
        losses[3],
        accuracies[3],
        gradientNorm,
        health);
  }

  /**
   * The share of each task in the sum of the gradients' norms, by the features that the tasks
   * share; NaN for a task that is not trained.
   */
  double[] gradientShares() {
    double sum = Arrays.stream(squares).filter(s -> !Double.isNaN(s)).map(Math::sqrt).sum();
    return Arrays.stream(squares).map(s -> Math.sqrt(s) / sum).toArray();
  }

  /** The queries' embeddings of the inter head (N, D), in the order of the batch. */
  NDArray queries(NDManager owner) {
    NDList here = new NDList();
    queries.forEach(part -> here.add(BatchShare.rows(owner, part, 0, part.getShape().get(0))));
    NDArray all = NDArrays.concat(here);
    all.attach(owner);
    return all;
  }
}
