package seco.track;

import ai.djl.ndarray.NDManager;
import seco.tensor.Adam;
import seco.tensor.NamedArrays;
import seco.tensor.Optimizer;
import seco.tensor.Sgd;

/**
 * How a head is trained.
 *
 * @param epochs of the whole training
 * @param batchSize pairs a step
 * @param pairs what it learns from
 * @param loss of the responses
 * @param rate of learning
 * @param optimizer by which the head is changed
 * @param momentum of {@link Method#SGD}
 * @param weightDecay added to the gradient, times the weight
 */
public record HeadTrainingConfig(
    int epochs,
    int batchSize,
    TrainingPairConfig pairs,
    ResponseLoss loss,
    RateSchedule rate,
    Method optimizer,
    double momentum,
    double weightDecay) {
  /** Ways of changing weights by their gradients. */
  public enum Method {
    SGD,
    ADAM
  }

  /** Of a batch's search pictures, which lie in one piece. */
  private static final long MOST_BYTES = Integer.MAX_VALUE;

  public HeadTrainingConfig {
    Bounds.require("training.epochs", epochs, 1, 1_000_000);
    Bounds.require(
        "training.batchSize",
        batchSize,
        1,
        MOST_BYTES / (3L * pairs.searchPixels() * pairs.searchPixels()));
    Bounds.require("training.momentum", momentum, 0, Math.nextDown(1.0));
    Bounds.require("training.weightDecay", weightDecay, 0, 1);
  }

  /** A new optimizer of arrays; the manager owns its buffers. */
  Optimizer newOptimizer(NDManager manager, NamedArrays arrays) {
    return optimizer == Method.ADAM
        ? new Adam(manager, arrays, weightDecay)
        : new Sgd(manager, arrays, momentum, weightDecay);
  }
}
