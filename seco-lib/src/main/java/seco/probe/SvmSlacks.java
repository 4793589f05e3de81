package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import seco.tensor.Values;

/**
 * The slacks 1 - Y (W X') of K classes, above 0 where a margin is violated, while the weights W
 * move along lines, in float32. A (K, B) of each block of rows; these stay where they are in
 * memory, for large arrays made and freed in turn leave gaps between them.
 */
final class SvmSlacks {
  private static final int LINE_STEPS = 30;
  private static final double LINE_PRECISION = 1e-5;
  private static final double TINY = 1e-30;

  private final NDManager manager;
  private final SvmRows rows;
  private final double c;
  private final List<NDArray> slacks; // (K, B) each
  private final List<NDArray> falls = new ArrayList<>(); // what they lose along the line
  private NDArray column; // the classes, for the signs (K, 1)
  private NDArray losses; // sums of the squared violations (K, 1)

  /**
   * @param start a point of all classes, whose slacks are taken
   * @param classes some of them
   */
  SvmSlacks(NDManager manager, SvmRows rows, double c, SvmPoint start, int[] classes) {
    this.manager = manager;
    this.rows = rows;
    this.c = c;
    column = SvmRows.column(manager, classes);
    losses = manager.zeros(new Shape(classes.length, 1));
    slacks = new ArrayList<>(start.slack());
    slacks.forEach(part -> part.attach(manager));
    if (classes.length < start.objective().length) {
      slacks.replaceAll(part -> SvmRows.kept(manager, part, classes));
    }
    slacks.forEach(this::addLosses);
    slacks.forEach(part -> falls.add(manager.zeros(part.getShape())));
  }

  private void addLosses(NDArray part) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray violations = SvmRows.in(scope, part).maximum(0);
      losses.addi(dots(violations, violations));
    }
  }

  /** Sums of the squared violations (K, 1), to be read only. */
  NDArray losses(NDManager scope) {
    return SvmRows.in(scope, losses);
  }

  /** Forgets all classes but some. */
  void keep(int[] open) {
    column = SvmRows.kept(manager, column, open);
    losses = SvmRows.kept(manager, losses, open);
    slacks.replaceAll(part -> SvmRows.kept(manager, part, open));
    falls.replaceAll(part -> SvmRows.kept(manager, part, open));
  }

  /**
   * How far along each line its lowest point is, where the slope, linear in pieces, is 0: (K, 1).
   *
   * @param w weights (K, D)
   * @param direction of the lines (K, D)
   */
  NDArray lowest(NDManager scope, NDArray w, NDArray direction) {
    aim(direction);
    NDArray d = SvmRows.in(scope, direction);
    NDArray wd = dots(d, w);
    NDArray dd = dots(d, d);
    NDArray length = scope.zeros(losses.getShape());
    for (int i = 0; i < LINE_STEPS; i++) {
      try (NDManager inner = scope.newSubManager()) {
        NDArray curvature = inner.zeros(losses.getShape());
        NDArray slope = inner.zeros(losses.getShape());
        for (int b = 0; b < slacks.size(); b++) {
          addActive(falls.get(b), slacks.get(b), length, curvature, slope);
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

  private void aim(NDArray direction) {
    for (int b = 0; b < falls.size(); b++) {
      SvmRows.Block block = rows.blocks().get(b);
      try (NDManager scope = manager.newSubManager()) {
        NDArray scores = SvmRows.in(scope, direction).matMul(block.rows(scope).transpose());
        Values.copy(scores.muli(signs(scope, block)), falls.get(b));
      }
    }
  }

  /** Adds the sums over a block's examples that violate their margins at a length. */
  private static void addActive(
      NDArray fall, NDArray slack, NDArray length, NDArray curvature, NDArray slope) {
    try (NDManager scope = slope.getManager().newSubManager()) {
      NDArray there = SvmRows.in(scope, fall).mul(length).subi(slack); // -slack
      NDArray active = there.lt(0).toType(DataType.FLOAT32, false).muli(fall);
      curvature.addi(dots(active, fall));
      slope.addi(active.muli(slack).sum(new int[] {1}, true));
    }
  }

  /** Goes along the lines, and returns (Y max(0, slack)) X there: (K, D). */
  NDArray go(NDManager scope, NDArray length) {
    NDArray pulls = scope.zeros(new Shape(losses.getShape().get(0), rows.dimension()));
    Values.copy(scope.zeros(losses.getShape()), losses);
    for (int b = 0; b < slacks.size(); b++) {
      SvmRows.Block block = rows.blocks().get(b);
      NDArray slack = slacks.get(b);
      try (NDManager inner = scope.newSubManager()) {
        slack.subi(SvmRows.in(inner, falls.get(b)).mul(length));
        addLosses(slack);
        NDArray pull = SvmRows.in(inner, slack).maximum(0).muli(signs(inner, block));
        pulls.addi(pull.matMul(block.x()));
      }
    }
    return pulls;
  }

  private NDArray signs(NDManager scope, SvmRows.Block block) {
    return block.signs(scope, column, DataType.FLOAT32);
  }

  /** The product of each row with its like: (K, 1). */
  static NDArray dots(NDArray a, NDArray b) {
    return a.mul(b).sum(new int[] {1}, true);
  }
}
