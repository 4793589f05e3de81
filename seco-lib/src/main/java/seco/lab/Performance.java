package seco.lab;

import java.util.random.RandomGenerator;

/**
 * One run of an action within a video: when, at which pace and in which style.
 *
 * @param action what is done
 * @param start as a share of the video
 * @param duration as a share of the video
 * @param exponent of the progress: the pace's change
 * @param style constant offsets of the joints in degrees
 */
record Performance(Action action, double start, double duration, double exponent, double[] style) {
  static Performance draw(
      Action action, double start, double duration, LabConfig config, RandomGenerator random) {
    double exponent = Math.pow(1 + config.warp(), 2 * random.nextDouble() - 1);
    double[] style = new double[Pose.SIZE];
    for (int i = 0; i < Pose.JUMP; i++) {
      style[i] = config.styleDegrees() * random.nextGaussian();
    }
    return new Performance(action, start, duration, exponent, style);
  }

  /** Whether the action is going on at a time of the video. */
  boolean contains(double time) {
    return time >= start && time <= start + duration;
  }

  /** Progress of the action at a time of the video: 0 before it begins, 1 after it ends. */
  double progress(double time) {
    double share = Math.max(0, Math.min(1, (time - start) / duration));
    return Math.pow(share, exponent);
  }

  /** The pose at a time, before the tremble. */
  Pose pose(double time, double excursion) {
    return action.meanPose().towards(action.pose(progress(time)), excursion).plus(style);
  }
}
