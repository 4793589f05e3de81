package seco.track;

import java.util.random.RandomGenerator;

/**
 * How vince varies the square around an object: it is stretched and moved, and the labels follow.
 *
 * @param stretch from -0.05 to 0.05
 * @param right shift as a share of the square's side
 * @param down likewise
 * @param mirrored whether left and right change places
 */
record MovedCut(double stretch, double right, double down, boolean mirrored) {
  private static final double MOST_STRETCH = 0.05;
  private static final double LAPLACE_SCALE = 0.25;

  /** Share of the side by which an exemplar moves at most. */
  static final double EXEMPLAR_SHIFT = 0.05;

  /** Share of the side by which a search picture moves at most. */
  static final double SEARCH_SHIFT = 0.33;

  static MovedCut draw(RandomGenerator random, double mostShift) {
    double stretch = random.nextDouble(-MOST_STRETCH, MOST_STRETCH);
    double right = laplace(random) * mostShift;
    double down = laplace(random) * mostShift;
    return new MovedCut(stretch, right, down, random.nextBoolean());
  }

  /** Of Laplace's distribution, cut to -1..1. */
  private static double laplace(RandomGenerator random) {
    double u = random.nextDouble(-0.5, 0.5);
    double value = -LAPLACE_SCALE * Math.signum(u) * Math.log1p(-2 * Math.abs(u));
    return Math.max(-1, Math.min(1, value));
  }

  /**
   * The square to be cut.
   *
   * @param around the object, of the size that becomes the whole search picture of a tracker
   * @param share of its side that is cut in training
   */
  Square of(Square around, double share) {
    double side = around.side() / (1 + stretch) * share;
    return new Square(around.centreY() + down * side, around.centreX() + right * side, side);
  }

  /** The labels (n, n) of the moved search picture. */
  float[] labels(int n) {
    double cells = -right * n; // the object moves against the square
    return ResponseLabels.shifted(n, mirrored ? -cells : cells, -down * n);
  }
}
