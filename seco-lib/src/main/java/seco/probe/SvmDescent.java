package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import seco.tensor.Values;

/**
 * Nonlinear conjugate gradients (Polak and Ribiere's, never negative) for the machines of K classes
 * at once, in float32. The objective is quadratic where no example crosses its margin; there the
 * steps are those of linear conjugate gradients, and crossings need no new start. A class that has
 * reached its goal leaves the matrices as soon as a quarter of them has. What has a number for each
 * example lies in blocks, as the rows do.
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
  private NDArray column; // the same for the signs (K, 1)
  private NDArray w; // (K, D)
  private NDArray moved; // how far w is from the start, kept apart for its digits (K, D)
  private final List<NDArray> slack; // 1 - Y (W X'), (K, B) each: above 0 where it is violated
  private NDArray losses; // sum of the squared violations (K, 1)
  private NDArray gradient; // (K, D)
  private NDArray direction; // (K, D)
  private NDArray before; // gradient a step ago (K, D)
  private NDArray size; // g P g' a step ago (K, 1); 0 before the first step

  /**
   * Starts at a point, whose slack it takes.
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
    manager = start.weights().getManager().newSubManager();
    column = SvmRows.column(manager, classes);
    w = chosen(start.weights());
    moved = manager.zeros(w.getShape());
    gradient = chosen(start.gradient());
    direction = manager.zeros(w.getShape());
    before = manager.zeros(w.getShape());
    size = manager.zeros(new Shape(classes.length, 1));
    slack = new ArrayList<>(start.slack());
    slack.replaceAll(part -> kept(part, classes));
    losses = size.duplicate();
    slack.forEach(this::addLosses);
  }

  private NDArray chosen(NDArray matrix) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray chosen = SvmRows.pick(scope, matrix, classes).toType(DataType.FLOAT32, true);
      chosen.attach(manager);
      return chosen;
    }
  }

  private void addLosses(NDArray part) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray violations = SvmRows.in(scope, part).maximum(0);
      losses.addi(dots(violations, violations));
    }
  }

  /** Steps until every class has reached its goal, at most {@code limit}; returns their number. */
  int run(int limit) {
    int steps = 0;
    while (steps < limit && dropDone()) {
      try (NDManager scope = manager.newSubManager()) {
        turn(scope);
        move(scope);
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
      NDArray objective =
          SvmRows.in(scope, losses).mul(2 * c).add(dots(SvmRows.in(scope, w), w)).div(2);
      float[] squares = dots(g, g).toFloatArray();
      float[] objectives = objective.toFloatArray();
      for (int k = 0; k < done.length; k++) {
        // What is no number in float32 gets no further here either.
        done[k] = !(Math.sqrt(squares[k]) > CAUTION * goal.norm(classes[k], objectives[k]));
      }
    }
    return done;
  }

  private void keep(int[] open) {
    column = kept(column, open);
    w = kept(w, open);
    moved = kept(moved, open);
    slack.replaceAll(part -> kept(part, open));
    losses = kept(losses, open);
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

  /** Moves the weights of a class, unless float32 has led nowhere. */
  private void keepWeights(int row) {
    try (NDArray one = moved.get(row)) {
      float[] change = one.toFloatArray();
      double[] kept = weights[classes[row]];
      if (IntStream.range(0, change.length).allMatch(d -> Float.isFinite(change[d]))) {
        Arrays.setAll(kept, d -> kept[d] + change[d]);
      }
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

  /** Goes to the lowest point of each line. */
  private void move(NDManager scope) {
    List<NDArray> falls = falls(scope);
    NDArray length = lowest(scope, falls); // (K, 1)
    NDArray step = SvmRows.in(scope, direction).mul(length);
    w.addi(step);
    moved.addi(step);
    losses.muli(0);
    NDArray combined = scope.zeros(w.getShape());
    for (int b = 0; b < falls.size(); b++) {
      SvmRows.Block block = rows.blocks().get(b);
      try (NDManager inner = scope.newSubManager();
          NDArray fall = falls.get(b)) {
        slack.get(b).subi(SvmRows.in(inner, fall).mul(length));
        addLosses(slack.get(b));
        NDArray pull = SvmRows.in(inner, slack.get(b)).maximum(0).muli(signs(inner, block));
        combined.addi(pull.matMul(block.x()));
      }
    }
    Values.copy(combined.mul(-2 * c).add(w), gradient);
  }

  private NDArray signs(NDManager scope, SvmRows.Block block) {
    return block.signs(scope, column, DataType.FLOAT32);
  }

  /** What the slacks lose along the directions: (K, B) of each block. */
  private List<NDArray> falls(NDManager scope) {
    List<NDArray> falls = new ArrayList<>();
    for (SvmRows.Block block : rows.blocks()) {
      try (NDManager inner = scope.newSubManager()) {
        NDArray d = SvmRows.in(inner, direction);
        NDArray fall = d.matMul(block.rows(inner).transpose()).muli(signs(inner, block));
        fall.attach(scope);
        falls.add(fall);
      }
    }
    return falls;
  }

  /** How far it is along each line to where the slope, linear in pieces, is 0: (K, 1). */
  private NDArray lowest(NDManager scope, List<NDArray> falls) {
    NDArray d = SvmRows.in(scope, direction);
    NDArray wd = dots(d, w);
    NDArray dd = dots(d, d);
    NDArray length = scope.zeros(size.getShape());
    for (int i = 0; i < LINE_STEPS; i++) {
      try (NDManager inner = scope.newSubManager()) {
        NDArray curvature = inner.zeros(size.getShape());
        NDArray slope = inner.zeros(size.getShape());
        for (int b = 0; b < falls.size(); b++) {
          addActive(inner, falls.get(b), slack.get(b), length, curvature, slope);
        }
        NDArray best = slope.mul(2 * c).sub(wd).div(curvature.mul(2 * c).add(dd).maximum(TINY));
        NDArray change = best.sub(length).abs();
        boolean done = change.lte(best.abs().mul(LINE_PRECISION)).all().getBoolean();
        Values.copy(best, length);
        if (done) {
          break;
        }
      }
    }
    return length;
  }

  /** Adds the sums over a block's examples that violate their margins at a length. */
  private static void addActive(
      NDManager manager,
      NDArray fall,
      NDArray slack,
      NDArray length,
      NDArray curvature,
      NDArray slope) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray there = SvmRows.in(scope, fall).mul(length).subi(slack); // -slack
      NDArray active = there.lt(0).toType(DataType.FLOAT32, false).muli(fall);
      curvature.addi(dots(active, fall));
      slope.addi(active.muli(slack).sum(new int[] {1}, true));
    }
  }

  /** The product of each row with its like: (K, 1). */
  private static NDArray dots(NDArray a, NDArray b) {
    return a.mul(b).sum(new int[] {1}, true);
  }
}
