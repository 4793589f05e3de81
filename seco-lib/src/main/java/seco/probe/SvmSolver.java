package seco.probe;

import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

/**
 * The machines of all classes at once on one set of examples, for one C after the other. Small sets
 * are solved by Newton's method in float64 ({@link SvmNewton}), others in float32 as far as that
 * goes ({@link SvmDescents}).
 */
final class SvmSolver {
  private static final long NUMBERS_OF_A_SMALL_SET = 1 << 20;

  private final NDManager manager;
  private final SvmExamples examples;
  private @Nullable SvmRows rows; // of a large set, made for the first C

  SvmSolver(NDManager manager, SvmExamples examples) {
    this.manager = manager;
    this.examples = examples;
  }

  /** Whether the set is solved in float64. */
  boolean small() {
    return (long) examples.size() * examples.dimension() <= NUMBERS_OF_A_SMALL_SET;
  }

  /**
   * Solves for one C.
   *
   * @param start weights to start from, row-major (M, D); null for 0
   */
  LinearSvm.Model solve(double c, double tolerance, double @Nullable [] start) {
    try (NDManager scope = manager.newSubManager()) {
      if (small()) {
        return new SvmNewton(scope, examples.copied(), c, tolerance, start).solve();
      }
      if (rows == null) {
        rows = new SvmRows(manager, examples);
      }
      return new SvmDescents(scope, rows, c, tolerance, start).solve();
    }
  }
}
