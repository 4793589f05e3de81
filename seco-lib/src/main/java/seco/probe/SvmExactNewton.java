package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Newton's method in float64 for one class after another, each step's linear equations solved by an
 * inverse: the way where nearly separable classes make conjugate gradients slow and float32 too
 * coarse. A step is the more expensive the more examples violate their margins, but needs no
 * inverse larger than the dimension. Whole steps find the examples on the right side of their
 * margins most quickly, though the objective may rise on the way; where they do not end, steps to
 * the lowest point of each line follow, which never raise it.
 */
final class SvmExactNewton {
  private static final int WHOLE_STEPS = 30;
  private static final int MAXIMUM_STEPS = 1000;
  private static final int LINE_STEPS = 50;
  private static final double LINE_PRECISION = 1e-12;

  private final NDManager manager;
  private final SvmRows rows;
  private final double c;
  private final double[][] weights;
  private final SvmGoal goal;
  private final int wholeSteps;

  /**
   * @param weights where each class starts (M, D); they will be moved
   * @param goal when each class is done
   */
  SvmExactNewton(NDManager manager, SvmRows rows, double c, double[][] weights, SvmGoal goal) {
    this(manager, rows, c, weights, goal, WHOLE_STEPS);
  }

  /** The same with another number of whole steps at the start. */
  SvmExactNewton(
      NDManager manager, SvmRows rows, double c, double[][] weights, SvmGoal goal, int wholeSteps) {
    this.manager = manager;
    this.rows = rows;
    this.c = c;
    this.weights = weights;
    this.goal = goal;
    this.wholeSteps = wholeSteps;
  }

  /** Steps until every class has reached its goal, or can't; returns their number. */
  int run() {
    return run(IntStream.range(0, weights.length).toArray());
  }

  /** The same for some classes. */
  int run(int... classes) {
    return IntStream.of(classes).map(this::solve).sum();
  }

  private int solve(int k) {
    int steps = 0;
    while (steps < MAXIMUM_STEPS) {
      try (NDManager scope = manager.newSubManager()) {
        SvmPoint point = SvmPoint.at(scope, rows, c, weights, k);
        if (point.norms()[0] <= goal.norm(k, point.objective()[0])) {
          break;
        }
        NDArray direction = direction(point);
        double length = steps < wholeSteps ? 1 : lowest(point, direction, k);
        double[] change = direction.muli(length).toDoubleArray();
        Arrays.setAll(weights[k], i -> weights[k][i] + change[i]);
      }
      steps++;
    }
    return steps;
  }

  /** -H^-1 g (1, D), where H = I + 2 C A'A with the rows A that violate the margin. */
  private NDArray direction(SvmPoint point) {
    float[] slack = point.slackOfOne();
    int[] active = IntStream.range(0, slack.length).filter(i -> slack[i] > 0).toArray();
    NDArray g = point.gradient();
    return (active.length < rows.dimension() ? byRows(g, active) : byColumns(g, active)).neg();
  }

  /** H^-1 g as g - A' (I / 2 C + A A')^-1 A g. */
  private NDArray byRows(NDArray g, int[] active) {
    if (active.length == 0) {
      return g;
    }
    NDArray a = rows.wide(g.getManager(), active);
    NDArray across = a.transpose();
    NDArray inverse = plusEye(a.matMul(across), 1 / (2 * c)).inverse();
    return g.sub(g.matMul(across).matMul(inverse).matMul(a));
  }

  private NDArray byColumns(NDArray g, int[] active) {
    NDManager scope = g.getManager();
    int dimension = rows.dimension();
    NDArray hessian = scope.zeros(new Shape(dimension, dimension), DataType.FLOAT64);
    for (SvmRows.Block block : rows.blocks()) {
      try (NDManager inner = scope.newSubManager()) {
        NDArray a = SvmRows.wide(inner, block, active);
        hessian.addi(a.transpose().matMul(a));
      }
    }
    return g.matMul(plusEye(hessian.muli(2 * c), 1).inverse());
  }

  private static NDArray plusEye(NDArray square, double times) {
    int size = Math.toIntExact(square.getShape().get(0));
    return square.addi(square.getManager().eye(size, size, 0, DataType.FLOAT64).muli(times));
  }

  /** Where the slope along the line, linear in pieces, is 0; found by Newton's method from 1. */
  private double lowest(SvmPoint point, NDArray direction, int k) {
    float[] slack = point.slackOfOne();
    double[] fall = rows.wideFalls(direction, k);
    double slope = point.weights().mul(direction).sum().getDouble();
    double curvature = direction.mul(direction).sum().getDouble();
    double length = 1;
    for (int step = 0; step < LINE_STEPS; step++) {
      double numerator = -slope;
      double denominator = curvature;
      for (int i = 0; i < fall.length; i++) {
        if (slack[i] > length * fall[i]) {
          numerator += 2 * c * fall[i] * slack[i];
          denominator += 2 * c * fall[i] * fall[i];
        }
      }
      double last = length;
      length = numerator / denominator;
      if (Math.abs(length - last) <= LINE_PRECISION * Math.abs(length)) {
        break;
      }
    }
    return length;
  }
}
