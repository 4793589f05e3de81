package seco.probe;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The machines of all classes at once: descents ({@link SvmDescent}) in the type of the examples,
 * each judged by the gradient in float64 ({@link SvmPoint}) and followed by another for the classes
 * that are not done. Where float32 gets no further, float64 takes over.
 */
final class SvmSolver {
  private static final int MAXIMUM_STEPS = 20_000;
  private static final int STEPS_OF_A_DESCENT = 1000;

  /** What a descent aims at, as part of the tolerance: its own gradient is rounded. */
  private static final double CAUTION = 0.7;

  private final NDManager manager;
  private final SvmRows rows;
  private final SvmPreconditioner preconditioner;
  private final double c;
  private final double tolerance;
  private final double[][] weights;
  private DataType type;
  private int steps;

  SvmSolver(NDManager manager, FeatureSet features, double c, double tolerance) {
    this.manager = manager;
    this.c = c;
    this.tolerance = tolerance;
    rows = new SvmRows(manager, features);
    preconditioner = new SvmPreconditioner(manager, rows, c);
    weights = new double[rows.classes()][rows.dimension()];
    type = rows.type();
  }

  LinearSvm.Model solve() {
    double[] start = new double[0];
    double last = Double.POSITIVE_INFINITY;
    while (true) {
      try (NDManager scope = manager.newSubManager()) {
        SvmPoint point = SvmPoint.at(scope, rows, c, weights);
        double[] norms = point.norms();
        start = steps == 0 ? norms : start;
        double[] wanted = Arrays.stream(start).map(norm -> norm * tolerance).toArray();
        int[] open = IntStream.range(0, norms.length).filter(k -> norms[k] > wanted[k]).toArray();
        double relative = largestRatio(norms, start);
        if (open.length == 0 || steps >= MAXIMUM_STEPS) {
          return model(point, relative);
        }
        if (relative > last / 2) {
          type = DataType.FLOAT64;
        }
        last = relative;
        descend(point, open, wanted);
      }
    }
  }

  private void descend(SvmPoint point, int[] open, double[] wanted) {
    double[] goals = Arrays.stream(open).mapToDouble(k -> CAUTION * wanted[k]).toArray();
    steps +=
        new SvmDescent(rows, preconditioner, c, type, weights, point, open, goals)
            .run(Math.min(STEPS_OF_A_DESCENT, MAXIMUM_STEPS - steps));
  }

  private static double largestRatio(double[] norms, double[] start) {
    return IntStream.range(0, norms.length)
        .mapToDouble(k -> norms[k] == 0 ? 0 : norms[k] / start[k])
        .max()
        .orElseThrow();
  }

  private LinearSvm.Model model(SvmPoint point, double relative) {
    double[] flat = Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
    return new LinearSvm.Model(flat, point.objective(), relative, steps, c);
  }
}
