package seco.pretrain;

import seco.Paper;

/**
 * The learning rate at each step: a linear rise from a hundredth of the base rate, then half a
 * cosine down.
 *
 * @param baseRate highest rate
 * @param finalRate rate towards which the cosine falls
 * @param warmupSteps steps of the rise
 * @param steps all steps, the rise included
 */
@Paper(section = "SeCo Training")
public record Schedule(double baseRate, double finalRate, long warmupSteps, long steps) {
  private static final double WARMUP_START = 1 / 100.0;

  /** The schedule of a training whose epochs have the given number of steps. */
  public static Schedule of(OptimizationConfig config, int stepsPerEpoch) {
    long unit = config.unit() == OptimizationConfig.Unit.EPOCHS ? stepsPerEpoch : 1;
    return new Schedule(
        config.learningRate(), config.finalRate(), unit * config.warmup(), unit * config.length());
  }

  /** The rate of a step, counted from 0. */
  public double rate(long step) {
    if (step < warmupSteps) {
      double share = step / (double) warmupSteps;
      return baseRate * (WARMUP_START + (1 - WARMUP_START) * share);
    }
    double share = (step - warmupSteps) / (double) (steps - warmupSteps);
    return finalRate + (baseRate - finalRate) * (1 + Math.cos(Math.PI * share)) / 2;
  }
}
