package seco.track;

import seco.InputException;

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

  public HeadTrainingConfig {
    boolean sound = momentum >= 0 && momentum < 1 && weightDecay >= 0;
    if (epochs < 1 || batchSize < 1 || !sound) {
      throw new InputException(
          "training of %d epochs, batches of %d, momentum %s, weight decay %s: out of range"
              .formatted(epochs, batchSize, momentum, weightDecay));
    }
  }
}
