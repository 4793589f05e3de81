package seco.pretrain;

import java.util.List;
import seco.InputException;

/**
 * How DualVar's parameters are found: a rate that falls by steps.
 *
 * @param batchSize videos a step
 * @param learningRate at the start
 * @param sgdMomentum of the optimiser
 * @param weightDecay on all parameters
 * @param unit in which length and drops are given
 * @param length of the training
 * @param drops before which step or epoch, counted from 0, the rate falls
 * @param dropFactor by which the rate is multiplied there
 */
public record DualVarOptimization(
    int batchSize,
    double learningRate,
    double sgdMomentum,
    double weightDecay,
    OptimizationConfig.Unit unit,
    int length,
    List<Integer> drops,
    double dropFactor) {
  public DualVarOptimization {
    if (batchSize < 2) {
      throw new InputException("batch of " + batchSize + ": batch norm needs at least 2");
    }
    if (!(learningRate > 0) || !(dropFactor > 0)) {
      throw new InputException(
          "learning rate %s, dropped by %s: must be above 0".formatted(learningRate, dropFactor));
    }
    if (!(sgdMomentum >= 0 && sgdMomentum < 1) || !(weightDecay >= 0)) {
      throw new InputException(
          "SGD momentum " + sgdMomentum + ", weight decay " + weightDecay + ": out of range");
    }
    if (length < 1) {
      throw new InputException("length " + length + ": must be at least 1");
    }
    drops = List.copyOf(drops);
  }

  /** Steps of the whole training. */
  public long steps(int stepsPerEpoch) {
    return (long) length * unitSteps(stepsPerEpoch);
  }

  /** The rate of a step, counted from 0. */
  double rate(long step, int stepsPerEpoch) {
    long at = step / unitSteps(stepsPerEpoch);
    long passed = drops.stream().filter(drop -> drop <= at).count();
    return learningRate * Math.pow(dropFactor, passed);
  }

  private int unitSteps(int stepsPerEpoch) {
    return unit == OptimizationConfig.Unit.EPOCHS ? stepsPerEpoch : 1;
  }

  /** The same, ended at a number of steps, with its drops in proportion. */
  public DualVarOptimization withSteps(int steps) {
    return new DualVarOptimization(
        batchSize,
        learningRate,
        sgdMomentum,
        weightDecay,
        OptimizationConfig.Unit.STEPS,
        steps,
        drops.stream().map(drop -> (int) ((long) drop * steps / length)).toList(),
        dropFactor);
  }
}
