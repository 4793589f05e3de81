package seco.probe;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The machines of a large set for one C: descents in float32 ({@link SvmDescent}), each judged by
 * the gradient in float64 ({@link SvmPoint}) and followed by another for the classes that are not
 * done ({@link SvmGoal}). Where float32 gets no further, {@link SvmExactNewton} finishes.
 */
final class SvmDescents {
  private static final int STEPS_OF_A_DESCENT = 1000;

  private final NDManager manager;
  private final SvmRows rows;
  private final double c;
  private final SvmGoal goal;
  private final double[][] weights;
  private final int[] all;

  /**
   * @param start weights to start from, row-major (M, D); null for 0
   */
  SvmDescents(
      NDManager manager, SvmRows rows, double c, double tolerance, double @Nullable [] start) {
    this.manager = manager;
    this.rows = rows;
    this.c = c;
    goal = new SvmGoal(tolerance, rows.startNorms(c));
    weights = new double[rows.classes()][rows.dimension()];
    all = IntStream.range(0, weights.length).toArray();
    if (start != null) {
      for (int k : all) {
        System.arraycopy(start, k * rows.dimension(), weights[k], 0, rows.dimension());
      }
    }
  }

  /**
   * What the classes have reached (M).
   *
   * @param steps that it took
   */
  private record Reached(double[] norms, double[] objective, int steps) {
    static Reached at(SvmPoint point, int steps) {
      return new Reached(point.norms(), point.objective(), steps);
    }
  }

  LinearSvm.Model solve() {
    Reached reached = descend();
    int[] open = open(reached);
    if (open.length > 0) {
      int steps = new SvmExactNewton(manager, rows, c, weights, goal).run(open);
      try (NDManager scope = manager.newSubManager()) {
        SvmPoint end = SvmPoint.at(scope, rows, c, weights, all);
        reached = Reached.at(end, reached.steps + steps);
      }
    }
    double[] flat = Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
    double gap = SvmGoal.gap(reached.norms, reached.objective);
    double relative = goal.relative(reached.norms);
    return new LinearSvm.Model(flat, reached.objective, relative, gap, reached.steps, c);
  }

  /** Descends until every class is done, or a descent does not halve the distance to that. */
  private Reached descend() {
    SvmPreconditioner preconditioner = new SvmPreconditioner(manager, rows, c);
    int steps = 0;
    double last = Double.POSITIVE_INFINITY;
    while (true) {
      try (NDManager scope = manager.newSubManager()) {
        SvmPoint point = SvmPoint.at(scope, rows, c, weights, all);
        Reached reached = Reached.at(point, steps);
        double distance = Arrays.stream(distances(reached)).max().orElseThrow();
        if (distance <= 1 || !(distance <= last / 2)) {
          return reached;
        }
        last = distance;
        int[] open = open(reached);
        SvmDescent descent = new SvmDescent(rows, preconditioner, c, weights, point, open, goal);
        steps += descent.run(STEPS_OF_A_DESCENT);
      }
    }
  }

  private double[] distances(Reached reached) {
    return goal.distances(reached.norms, reached.objective);
  }

  /** The classes that are not done. */
  private int[] open(Reached reached) {
    double[] distances = distances(reached);
    return Arrays.stream(all).filter(k -> !(distances[k] <= 1)).toArray();
  }
}
