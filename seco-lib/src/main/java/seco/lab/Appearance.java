package seco.lab;

import java.util.random.RandomGenerator;
import seco.run.Seeds;

/**
 * Who is seen in a video.
 *
 * @param mirrored whether left and right changed places
 * @param size height of the standing figure as a share of the frame's
 */
record Appearance(boolean mirrored, double size, Figure figure) {
  /** The stream that all of it is drawn from, and then the figure's place. */
  static RandomGenerator stream(Seeds seeds, long... address) {
    return seeds.stream("figure", address);
  }

  /** Draws it from the beginning of its stream. */
  static Appearance draw(LabConfig config, RandomGenerator random) {
    boolean mirrored = random.nextDouble() < config.mirrorProbability();
    double share = random.nextDouble();
    double size = config.minimumSize() + (config.maximumSize() - config.minimumSize()) * share;
    return new Appearance(mirrored, size, new Figure(config, random));
  }
}
