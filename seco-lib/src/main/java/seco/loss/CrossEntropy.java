package seco.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import seco.tensor.Rows;
import seco.tensor.Shapes;

/** The cross-entropy of a choice among C classes: the loss of labels and of pretext tasks. */
public final class CrossEntropy {
  /**
   * The loss {@code -log softmax(logits)[answer]}, averaged over the rows. A row is right when the
   * right class has the highest logit.
   *
   * @param logits (N, C)
   * @param answers the right class of each row (N), 0 to C - 1
   */
  public Outcome evaluate(NDArray logits, NDArray answers) {
    Shapes.require("logits", logits, Shapes.ANY, Shapes.ANY);
    Shapes.require("answers", answers, logits.getShape().get(0));
    NDArray wanted = answers.toType(DataType.INT64, false);
    int classes = Math.toIntExact(logits.getShape().get(1));
    NDArray mask = wanted.oneHot(classes).toType(logits.getDataType(), false); // (N, C)
    NDArray highest = logits.max(new int[] {1}).stopGradient(); // (N)
    NDArray all = Rows.logSumExp(logits, highest);
    NDArray loss = all.sub(Rows.dot(logits, mask)).mean();
    NDArray right = logits.stopGradient().argMax(1).eq(wanted);
    return new Outcome(loss, right.toType(DataType.FLOAT32, false).mean());
  }
}
