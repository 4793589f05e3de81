package seco.probe;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The machines of all classes at once. Small sets are solved by Newton's method in float64 ({@link
 * SvmNewton}). Others are solved by descents in float32 ({@link SvmDescent}), each judged by the
 * gradient in float64 ({@link SvmPoint}) and followed by another for the classes that are not done
 * ({@link SvmGoal}). Where float32 gets no further, {@link SvmExactNewton} finishes.
 */
final class SvmSolver {
  private static final long NUMBERS_OF_A_SMALL_SET = 1 << 20;
  private static final int STEPS_OF_A_DESCENT = 1000;

  private final NDManager manager;
  private final FeatureSet features;
  private final double c;
  private final double tolerance;

  SvmSolver(NDManager manager, FeatureSet features, double c, double tolerance) {
    this.manager = manager;
    this.features = features;
    this.c = c;
    this.tolerance = tolerance;
  }

  LinearSvm.Model solve() {
    boolean small = (long) features.size() * features.dimension() <= NUMBERS_OF_A_SMALL_SET;
    return small ? new SvmNewton(manager, features, c, tolerance).solve() : solveLarge();
  }

  private LinearSvm.Model solveLarge() {
    SvmRows rows = new SvmRows(manager, features);
    double[][] weights = new double[rows.classes()][rows.dimension()];
    int[] all = IntStream.range(0, weights.length).toArray();
    SvmGoal goal;
    try (NDManager scope = manager.newSubManager()) {
      SvmPoint origin = SvmPoint.at(scope, rows, c, weights, all);
      goal = new SvmGoal(tolerance, origin.norms());
    }
    int steps = descend(rows, weights, goal);
    steps += new SvmExactNewton(manager, rows, c, weights, goal).run();
    try (NDManager scope = manager.newSubManager()) {
      SvmPoint end = SvmPoint.at(scope, rows, c, weights, all);
      return model(weights, end, goal, steps);
    }
  }

  /** Descends until every class is done, or a descent does not halve the distance to that. */
  private int descend(SvmRows rows, double[][] weights, SvmGoal goal) {
    SvmPreconditioner preconditioner = new SvmPreconditioner(manager, rows, c);
    int[] all = IntStream.range(0, weights.length).toArray();
    int steps = 0;
    double last = Double.POSITIVE_INFINITY;
    while (true) {
      try (NDManager scope = manager.newSubManager()) {
        SvmPoint point = SvmPoint.at(scope, rows, c, weights, all);
        double[] distances = goal.distances(point.norms(), point.objective());
        double distance = Arrays.stream(distances).max().orElseThrow();
        if (distance <= 1 || !(distance <= last / 2)) {
          return steps;
        }
        last = distance;
        int[] open = Arrays.stream(all).filter(k -> distances[k] > 1).toArray();
        SvmDescent descent = new SvmDescent(rows, preconditioner, c, weights, point, open, goal);
        steps += descent.run(STEPS_OF_A_DESCENT);
      }
    }
  }

  private LinearSvm.Model model(double[][] weights, SvmPoint end, SvmGoal goal, int steps) {
    double[] flat = Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
    double gap = SvmGoal.gap(end.norms(), end.objective());
    double relative = goal.relative(end.norms());
    return new LinearSvm.Model(flat, end.objective(), relative, gap, steps, c);
  }
}
