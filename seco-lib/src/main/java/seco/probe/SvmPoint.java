package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import seco.tensor.Values;

/**
 * Weights and what follows from them, all computed in float64, a block of rows at a time.
 *
 * @param weights W (K, D)
 * @param gradient (K, D)
 * @param slack 1 - Y (W X') rounded to float32, (K, B) of each block
 * @param objective of each class (K)
 */
record SvmPoint(NDArray weights, NDArray gradient, List<NDArray> slack, double[] objective) {
  /** Where some classes are, K of the M whose weights are given (M, D). */
  static SvmPoint at(NDManager manager, SvmRows rows, double c, double[][] values, int... classes) {
    Shape shape = new Shape(classes.length, rows.dimension());
    double[] flat =
        Arrays.stream(classes).mapToObj(k -> values[k]).flatMapToDouble(Arrays::stream).toArray();
    NDArray w = manager.create(flat, shape);
    NDArray gradient = w.duplicate();
    NDArray objective = w.mul(w).sum(new int[] {1}).muli(0.5);
    List<NDArray> slacks = new ArrayList<>(); // all made first, so that none lies among the rest
    rows.blocks().forEach(block -> slacks.add(manager.zeros(slackShape(classes, block))));
    int number = 0;
    for (SvmRows.Block block : rows.blocks()) {
      try (NDManager scope = manager.newSubManager()) {
        NDArray x = block.wide(scope);
        NDArray signs = block.signs(scope, SvmRows.column(scope, classes), DataType.FLOAT64);
        NDArray slack = SvmRows.in(scope, w).matMul(x.transpose()).mul(signs).neg().add(1);
        NDArray gap = slack.maximum(0);
        objective.addi(gap.mul(gap).sum(new int[] {1}).mul(c));
        gradient.subi(gap.mul(signs).matMul(x).mul(2 * c));
        Values.copy(slack, slacks.get(number++));
      }
    }
    return new SvmPoint(w, gradient, slacks, objective.toDoubleArray());
  }

  private static Shape slackShape(int[] classes, SvmRows.Block block) {
    return new Shape(classes.length, block.to() - block.from());
  }

  /** Slack of every row (N) where the point is of one class. */
  float[] slackOfOne() {
    float[] all = new float[Math.toIntExact(slack.stream().mapToLong(NDArray::size).sum())];
    int from = 0;
    for (NDArray part : slack) {
      float[] numbers = part.toFloatArray();
      System.arraycopy(numbers, 0, all, from, numbers.length);
      from += numbers.length;
    }
    return all;
  }

  /** Norm of each class's gradient (K). */
  double[] norms() {
    try (NDManager scope = gradient.getManager().newSubManager()) {
      NDArray g = SvmRows.in(scope, gradient);
      return g.mul(g).sum(new int[] {1}).sqrt().toDoubleArray();
    }
  }
}
