package seco.lab;

import java.util.random.RandomGenerator;

/** A smooth random curve over a video, of mean 0 and standard deviation about 1. */
final class SmoothNoise {
  private static final int WAVES = 3;

  private final double[] phases = new double[WAVES];
  private final double[] cycles = new double[WAVES];

  SmoothNoise(RandomGenerator random) {
    for (int i = 0; i < WAVES; i++) {
      phases[i] = 2 * Math.PI * random.nextDouble();
      cycles[i] = 0.5 + 2.5 * random.nextDouble();
    }
  }

  /** The curve at a time of 0..1. */
  double at(double time) {
    double sum = 0;
    for (int i = 0; i < WAVES; i++) {
      sum += Math.sin(phases[i] + 2 * Math.PI * cycles[i] * time);
    }
    return sum * Math.sqrt(2.0 / WAVES);
  }
}
