package seco.pretrain;

import seco.InputException;
import seco.OpenInPaper;
import seco.Paper;

/**
 * How the parameters are found.
 *
 * @param batchSize videos a step
 * @param learningRate highest rate
 * @param finalRate rate towards which the cosine falls: 0 in the paper, 1e-6 in the authors' code
 * @param sgdMomentum of the optimiser
 * @param weightDecay on all parameters
 * @param unit in which length and warm-up are given
 * @param length of the training
 * @param warmup at the start, during which the rate rises linearly from a hundredth; part of the
 *     length. The paper has none, the authors' code five epochs
 */
@Paper(section = "Optimization")
public record OptimizationConfig(
    int batchSize,
    double learningRate,
    double finalRate,
    @OpenInPaper double sgdMomentum,
    @OpenInPaper double weightDecay,
    Unit unit,
    int length,
    int warmup) {
  /** A step is one batch, an epoch one pass over the videos. */
  public enum Unit {
    STEPS,
    EPOCHS
  }

  public OptimizationConfig {
    if (batchSize < 2) {
      throw new InputException("batch of " + batchSize + ": batch norm needs at least 2");
    }
    if (!(learningRate > 0) || !(finalRate >= 0) || finalRate > learningRate) {
      throw new InputException(
          "learning rate from " + learningRate + " to " + finalRate + ": must fall, above 0");
    }
    if (!(sgdMomentum >= 0 && sgdMomentum < 1) || !(weightDecay >= 0)) {
      throw new InputException(
          "SGD momentum " + sgdMomentum + ", weight decay " + weightDecay + ": out of range");
    }
    if (length < 1 || warmup < 0 || warmup >= length) {
      throw new InputException(
          "length " + length + " with warm-up " + warmup + ": needs 0 <= warm-up < length");
    }
  }

  /** The same, ended at a number of steps; the warm-up takes at most a tenth of them. */
  public OptimizationConfig withSteps(int steps, int stepsPerEpoch) {
    int warmupSteps = unit == Unit.STEPS ? warmup : Math.multiplyExact(warmup, stepsPerEpoch);
    return new OptimizationConfig(
        batchSize,
        learningRate,
        finalRate,
        sgdMomentum,
        weightDecay,
        Unit.STEPS,
        steps,
        Math.min(warmupSteps, steps / 10));
  }
}
