package seco.finetune;

import java.util.List;
import seco.InputException;

/**
 * How the parameters of a classifier of clips are found: SGD with plain momentum, a rate that falls
 * by steps, one for all layers.
 *
 * @param batchSize videos a step
 * @param learningRate of the first epochs
 * @param momentum of the optimiser
 * @param weightDecay on all parameters
 * @param epochs passes over the videos
 * @param drops epochs, counted from 0, with which the rate falls
 * @param dropFactor by which it falls
 */
public record ClipDescentConfig(
    int batchSize,
    double learningRate,
    double momentum,
    double weightDecay,
    int epochs,
    List<Integer> drops,
    double dropFactor) {
  public ClipDescentConfig {
    drops = List.copyOf(drops);
    if (batchSize < 2) {
      throw new InputException("batch of " + batchSize + ": batch norm needs at least 2");
    }
    if (!(learningRate > 0) || !(dropFactor > 0 && dropFactor <= 1)) {
      throw new InputException(
          "learning rate %s, factor of its drops %s: must be above 0, the factor at most 1"
              .formatted(learningRate, dropFactor));
    }
    if (!(momentum >= 0 && momentum < 1) || !(weightDecay >= 0)) {
      throw new InputException(
          "momentum %s, weight decay %s: out of range".formatted(momentum, weightDecay));
    }
    if (epochs < 1) {
      throw new InputException("epochs " + epochs + ": must be at least 1");
    }
  }

  /** The rate of an epoch, counted from 0. */
  public double rate(long epoch) {
    long passed = drops.stream().filter(drop -> drop <= epoch).count();
    return learningRate * Math.pow(dropFactor, passed);
  }

  /** What a card says of it. */
  public String title() {
    return "%d epochs, %d videos a step, rate %s, x %s at %s, momentum %s, decay %s"
        .formatted(epochs, batchSize, learningRate, dropFactor, drops, momentum, weightDecay);
  }
}
