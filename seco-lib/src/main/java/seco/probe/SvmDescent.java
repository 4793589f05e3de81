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

  private final SvmPreconditioner preconditioner;
  private final double c;
  private final double[][] weights;
  private final SvmGoal goal;
  private final NDManager manager;
  private int[] classes; // of the rows of all matrices below
  private NDArray w; // (K, D)
  private NDArray moved; // how far w is from the start, kept apart for its digits (K, D)
  private final SvmSlacks slacks;
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
    this.preconditioner = preconditioner;
    this.c = c;
    this.weights = weights;
    this.classes = classes;
    this.goal = goal;
    manager = start.weights().getManager().newSubManager();
    w = chosen(start.weights());
    moved = manager.zeros(w.getShape());
    gradient = chosen(start.gradient());
    direction = manager.zeros(w.getShape());
    before = manager.zeros(w.getShape());
    size = manager.zeros(new Shape(classes.length, 1));
    slacks = new SvmSlacks(manager, rows, c, start, classes);
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
          slacks.losses(scope).mul(2 * c).add(SvmSlacks.dots(SvmRows.in(scope, w), w)).div(2);
      float[] squares = SvmSlacks.dots(g, g).toFloatArray();
      float[] objectives = objective.toFloatArray();
      for (int k = 0; k < done.length; k++) {
        // What is no number in float32 gets no further here either.
        done[k] = !(Math.sqrt(squares[k]) > CAUTION * goal.norm(classes[k], objectives[k]));
      }
    }
    return done;
  }

  private void keep(int[] open) {
    w = kept(w, open);
    moved = kept(moved, open);
    slacks.keep(open);
    gradient = kept(gradient, open);
    direction = kept(direction, open);
    before = kept(before, open);
    size = kept(size, open);
    classes = Arrays.stream(open).map(k -> classes[k]).toArray();
  }

  private NDArray kept(NDArray matrix, int[] open) {
    return SvmRows.kept(manager, matrix, open);
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
    NDArray next = SvmSlacks.dots(g, downhill);
    NDArray change = next.sub(SvmSlacks.dots(downhill, before));
    NDArray last = SvmRows.in(scope, size);
    NDArray first = last.eq(0).toType(DataType.FLOAT32, false);
    NDArray share = change.div(last.add(first)).maximum(0).mul(first.neg().add(1));
    direction.muli(share).subi(downhill);
    Values.copy(gradient, before);
    Values.copy(next, size);
  }

  /** Goes to the lowest point of each line. */
  private void move(NDManager scope) {
    NDArray length = slacks.lowest(scope, w, direction); // (K, 1)
    NDArray step = SvmRows.in(scope, direction).mul(length);
    w.addi(step);
    moved.addi(step);
    NDArray pulls = slacks.go(scope, length);
    Values.copy(pulls.mul(-2 * c).add(w), gradient);
  }
}
