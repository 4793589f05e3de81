package seco.finetune;

import java.util.List;
import seco.InputException;

/**
 * How the parameters are found: SGD with Nesterov's momentum, as PyTorch defines it.
 *
 * @param batchSize videos that go through the network at once, and over whose frames the batch
 *     norms that learn take their statistics
 * @param accumulation such batches in a step, their gradients averaged
 * @param learningRate of the first epochs
 * @param momentum Nesterov's
 * @param weightDecay on all parameters that learn
 * @param largestNorm to which the gradient of a step is shrunk
 * @param epochs passes over the videos
 * @param drops epochs, counted from 0, with which the rate falls
 * @param dropFactor by which it falls
 */
public record DescentConfig(
    int batchSize,
    int accumulation,
    double learningRate,
    double momentum,
    double weightDecay,
    double largestNorm,
    int epochs,
    List<Integer> drops,
    double dropFactor) {
  public DescentConfig {
    drops = List.copyOf(drops);
    if (batchSize < 1 || accumulation < 1) {
      throw new InputException(
          "batch of %d, accumulation %d: must be at least 1".formatted(batchSize, accumulation));
    }
    if (!(learningRate > 0) || !(dropFactor > 0 && dropFactor <= 1)) {
      throw new InputException(
          "learning rate %s, factor of its drops %s: must be above 0, the factor at most 1"
              .formatted(learningRate, dropFactor));
    }
    if (!(momentum > 0 && momentum < 1) || !(weightDecay >= 0) || !(largestNorm > 0)) {
      throw new InputException(
          "momentum %s, weight decay %s, largest norm %s: out of range"
              .formatted(momentum, weightDecay, largestNorm));
    }
    if (epochs < 1) {
      throw new InputException("epochs " + epochs + ": must be at least 1");
    }
    for (int i = 0; i < drops.size(); i++) {
      if (drops.get(i) <= (i == 0 ? 0 : drops.get(i - 1))) {
        throw new InputException("drops " + drops + ": must be epochs that rise, from 1 on");
      }
    }
  }

  /** What a card says of it. */
  public String title() {
    return "%d epochs, %d x %d videos a step, rate %s, x %s at %s, momentum %s, decay %s, norm %s"
        .formatted(
            epochs,
            batchSize,
            accumulation,
            learningRate,
            dropFactor,
            drops,
            momentum,
            weightDecay,
            largestNorm);
  }

  /** Videos of a step. */
  public int videosPerStep() {
    return Math.multiplyExact(batchSize, accumulation);
  }

  /** The rate of an epoch, counted from 0. */
  public double rate(long epoch) {
    double rate = learningRate;
    for (int drop : drops) {
      rate *= epoch >= drop ? dropFactor : 1;
    }
    return rate;
  }
}
