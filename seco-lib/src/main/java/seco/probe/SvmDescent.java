package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import seco.tensor.Values;

/**
 * Nonlinear conjugate gradients (Polak and Ribiere's, never negative) for the machines of K classes
 * at once, in float32. The objective is quadratic where no example crosses its margin; there the
 * steps are those of linear conjugate gradients, and crossings need no new start. A class that has
 * reached its goal leaves the matrices as soon as a quarter of them has.
 */
final class SvmDescent {
  private static final double KEPT = 0.75;

  /** What is aimed at, as part of the goal: the gradient here is rounded. */
  private static final double CAUTION = 0.7;

  private static final int LINE_STEPS = 30;
  private static final double LINE_PRECISION = 1e-5;
  private static final double TINY = 1e-30;

  private final SvmRows rows;
  private final SvmPreconditioner preconditioner;
  private final double c;
  private final double[][] weights;
  private final SvmGoal goal;
  private final NDManager manager;
  private int[] classes; // of the rows of all matrices below
  private NDArray signs; // Y (K, N)
  private NDArray w; // (K, D)
  private NDArray moved; // how far w is from the start, kept apart for its digits (K, D)
  private NDArray slack; // 1 - Y (W X'), (K, N): above 0 where the margin is violated
  private NDArray gradient; // (K, D)
  private NDArray direction; // (K, D)
  private NDArray before; // gradient a step ago (K, D)
  private NDArray size; // g P g' a step ago (K, 1); 0 before the first step

  /**
   * Starts at a point.
   *
   * @param weights of each class (M, D); those of {@code classes} will be moved
   * @param goal when each of all classes is done
   */
  SvmDescent(
      SvmRows rows,
      SvmPreconditioner preconditioner,
      double c,
      double[][] weights,
      SvmPoint start,
      int[] classes,
      SvmGoal goal) {
    this.rows = rows;
    this.preconditioner = preconditioner;
    this.c = c;
    this.weights = weights;
    this.classes = classes;
    this.goal = goal;
    manager = start.slack().getManager().newSubManager();
    signs = rows.signs(manager, classes);
    w = chosen(start.weights());
    moved = manager.zeros(w.getShape());
    slack = chosen(start.slack());
    gradient = chosen(start.gradient());
    direction = manager.zeros(w.getShape());
    before = manager.zeros(w.getShape());
    size = manager.zeros(new Shape(classes.length, 1));
  }

  private NDArray chosen(NDArray matrix) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray chosen = SvmRows.pick(scope, matrix, classes).toType(DataType.FLOAT32, true);
      chosen.attach(manager);
      return chosen;
    }
  }

  /** Steps until every class has reached its goal, at most {@code limit}; returns their number. */
  int run(int limit) {
    int steps = 0;
    while (steps < limit && dropDone()) {
      try (NDManager scope = manager.newSubManager()) {
        turn(scope);
        move(scope);
        NDArray pull = violations(scope).mul(signs);
        Values.copy(rows.combined(pull).mul(-2 * c).add(w), gradient);
      }
      steps++;
    }
    IntStream.range(0, classes.length).forEach(this::keepWeights);
    manager.close();
    return steps;
  }

  /** Whether a class is left; takes those that are done out of the matrices if that pays. */
  private boolean dropDone() {
    boolean[] done = done();
    int[] open = IntStream.range(0, done.length).filter(k -> !done[k]).toArray();
    if (open.length > 0 && open.length <= KEPT * classes.length) {
      IntStream.range(0, done.length).filter(k -> done[k]).forEach(this::keepWeights);
      keep(open);
    }
    return open.length > 0;
  }

  private boolean[] done() {
    boolean[] done = new boolean[classes.length];
    try (NDManager scope = manager.newSubManager()) {
      NDArray g = SvmRows.in(scope, gradient);
      NDArray losses = violations(scope);
      NDArray objective = dots(losses, losses).mul(2 * c).add(dots(w, w)).div(2);
      float[] squares = dots(g, g).toFloatArray();
      float[] objectives = objective.toFloatArray();
      for (int k = 0; k < done.length; k++) {
        done[k] = Math.sqrt(squares[k]) <= CAUTION * goal.norm(classes[k], objectives[k]);
      }
    }
    return done;
  }

  private NDArray violations(NDManager scope) {
    return SvmRows.in(scope, slack).maximum(0);
  }

  private void keep(int[] open) {
    signs = kept(signs, open);
    w = kept(w, open);
    moved = kept(moved, open);
    slack = kept(slack, open);
    gradient = kept(gradient, open);
    direction = kept(direction, open);
    before = kept(before, open);
    size = kept(size, open);
    classes = Arrays.stream(open).map(k -> classes[k]).toArray();
  }

  private NDArray kept(NDArray matrix, int[] open) {
    try (NDManager scope = manager.newSubManager();
        matrix) {
      NDArray kept = SvmRows.pick(scope, matrix, open);
      kept.attach(manager);
      return kept;
    }
  }

  private void keepWeights(int row) {
    try (NDArray one = moved.get(row)) {
      float[] change = one.toFloatArray();
      double[] kept = weights[classes[row]];
      Arrays.setAll(kept, d -> kept[d] + change[d]);
    }
  }

  /** The next direction: downhill, conjugate to the last. */
  private void turn(NDManager scope) {
    NDArray g = SvmRows.in(scope, gradient);
    NDArray downhill = preconditioner.apply(g); // (K, D)
    NDArray next = dots(g, downhill);
    NDArray change = next.sub(dots(downhill, before));
    NDArray last = SvmRows.in(scope, size);
    NDArray first = last.eq(0).toType(DataType.FLOAT32, false);
    NDArray share = change.div(last.add(first)).maximum(0).mul(first.neg().add(1));
    direction.muli(share).subi(downhill);
    Values.copy(gradient, before);
    Values.copy(next, size);
  }

  /** Goes to the lowest point of each line: where the slope, linear in pieces, is 0. */
  private void move(NDManager scope) {
    NDArray d = SvmRows.in(scope, direction);
    NDArray fall = rows.scores(d).mul(signs); // (K, N)
    NDArray wd = dots(d, w);
    NDArray dd = dots(d, d);
    NDArray length = scope.zeros(size.getShape()); // (K, 1)
    for (int i = 0; i < LINE_STEPS; i++) {
      try (NDManager inner = scope.newSubManager()) {
        NDArray there = SvmRows.in(inner, fall).mul(length).sub(slack); // -slack
        NDArray active = there.lt(0).toType(DataType.FLOAT32, false).muli(fall);
        NDArray curvature = dots(active, fall).mul(2 * c).add(dd);
        NDArray best = dots(active, slack).mul(2 * c).sub(wd).div(curvature.maximum(TINY));
        NDArray change = best.sub(length).abs();
        boolean done = change.lte(best.abs().mul(LINE_PRECISION)).all().getBoolean();
        Values.copy(best, length);
        if (done) {
          break;
        }
      }
    }
    NDArray step = d.mul(length);
    w.addi(step);
    moved.addi(step);
    slack.subi(fall.mul(length));
  }

  /** The product of each row with its like: (K, 1). */
  private static NDArray dots(NDArray a, NDArray b) {
    return a.mul(b).sum(new int[] {1}, true);
  }
}
