package seco.probe;

import java.util.stream.IntStream;

/**
 * When a class of a large set is done: when its gradient is small beside that at w = 0, and so
 * small that the objective is certainly near its minimum. The objective f is strongly convex
 * through its w'w / 2, so that f - |g|^2 / 2 is a lower bound of the minimum; it is the dual
 * objective of the multipliers 2 C max(0, slack).
 *
 * @param tolerance of the gradient, relative to its start
 * @param start norm of each class's gradient at w = 0 (M)
 */
record SvmGoal(double tolerance, double[] start) {
  /** Largest distance to the minimum, as a share of it. */
  static final double GAP = 1e-4;

  /** Square of the norm at which the share is certain, as a multiple of the objective. */
  static final double SQUARE_PER_OBJECTIVE = 2 * GAP / (1 + GAP);

  /** Norm of the gradient at which a class is done when its objective is as given. */
  double norm(int k, double objective) {
    return Math.min(tolerance * start[k], Math.sqrt(SQUARE_PER_OBJECTIVE * objective));
  }

  /** The norms, each as a multiple of that at which its class is done. */
  double[] distances(double[] norms, double[] objective) {
    return IntStream.range(0, norms.length)
        .mapToDouble(k -> norms[k] / Math.max(norm(k, objective[k]), Double.MIN_NORMAL))
        .toArray();
  }

  /** Largest of the norms, each as a multiple of that at w = 0. */
  double relative(double[] norms) {
    return IntStream.range(0, norms.length)
        .mapToDouble(k -> norms[k] / Math.max(start[k], Double.MIN_NORMAL))
        .max()
        .orElseThrow();
  }

  /**
   * Largest distance of the objectives to their minima that the norms allow, as a share of them.
   */
  static double gap(double[] norms, double[] objective) {
    return IntStream.range(0, norms.length)
        .mapToDouble(k -> gap(norms[k] * norms[k] / 2, objective[k]))
        .max()
        .orElseThrow();
  }

  private static double gap(double above, double objective) {
    return above < objective ? above / (objective - above) : Double.POSITIVE_INFINITY;
  }
}
