package seco.probe;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The machines of all classes at once. Small sets are solved by Newton's method in float64 ({@link
 * SvmNewton}). Others are solved by descents in float32 ({@link SvmDescent}), each judged by the
 * gradient in float64 ({@link SvmPoint}) and followed by another for the classes that are not done;
 * where float32 gets no further, Newton's method finishes.
 */
final class SvmSolver {
  private static final int STEPS_OF_A_DESCENT = 1000;

  /** What a descent aims at, as part of the tolerance: its own gradient is rounded. */
  private static final double CAUTION = 0.7;

  private final NDManager manager;
  private final FeatureSet features;
  private final SvmRows rows;
  private final double c;
  private final double tolerance;
  private final double[][] weights; // of each class
  private int steps;

  SvmSolver(NDManager manager, FeatureSet features, double c, double tolerance) {
    this.manager = manager;
    this.features = features;
    this.c = c;
    this.tolerance = tolerance;
    rows = new SvmRows(manager, features);
    weights = new double[rows.classes()][rows.dimension()];
  }

  LinearSvm.Model solve() {
    return rows.heldWide() ? newton().solve() : solveByDescents();
  }

  private SvmNewton newton() {
    return new SvmNewton(manager, rows, features, c, tolerance);
  }

  private LinearSvm.Model solveByDescents() {
    SvmPreconditioner preconditioner = new SvmPreconditioner(manager, rows, c);
    double[] start = new double[0];
    double last = Double.POSITIVE_INFINITY;
    while (true) {
      try (NDManager scope = manager.newSubManager()) {
        SvmPoint point = SvmPoint.at(scope, rows, c, weights);
        double[] norms = point.norms();
        start = steps == 0 ? norms : start;
        double relative = largestRatio(norms, start);
        if (relative <= tolerance) {
          return model(point, relative);
        }
        boolean stuck = !(relative <= last / 2);
        last = relative;
        if (stuck) {
          break;
        }
        descend(preconditioner, point, start);
      }
    }
    SvmNewton newton = newton();
    return finished((Double.isFinite(last) ? newton.from(weights, start) : newton).solve());
  }

  private void descend(SvmPreconditioner preconditioner, SvmPoint point, double[] start) {
    double[] norms = point.norms();
    int[] open =
        IntStream.range(0, norms.length).filter(k -> norms[k] > tolerance * start[k]).toArray();
    double[] goals = Arrays.stream(open).mapToDouble(k -> CAUTION * tolerance * start[k]).toArray();
    SvmDescent descent = new SvmDescent(rows, preconditioner, c, weights, point, open, goals);
    steps += descent.run(STEPS_OF_A_DESCENT);
  }

  private static double largestRatio(double[] norms, double[] start) {
    return IntStream.range(0, norms.length)
        .mapToDouble(k -> norms[k] / Math.max(start[k], Double.MIN_NORMAL))
        .max()
        .orElseThrow();
  }

  private LinearSvm.Model model(SvmPoint point, double relative) {
    double[] flat = Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
    return new LinearSvm.Model(flat, point.objective(), relative, steps, c);
  }

  private LinearSvm.Model finished(LinearSvm.Model last) {
    return new LinearSvm.Model(
        last.weights(), last.objective(), last.relativeGradient(), steps + last.steps(), c);
  }
}
