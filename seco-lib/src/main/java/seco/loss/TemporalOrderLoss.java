package seco.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import seco.Paper;
import seco.tensor.Shapes;

/** Temporal-order validation: is the query in front of the two other frames or behind them? */
@Paper(equation = 4)
public final class TemporalOrderLoss {
  /**
   * Eq. (4), the cross-entropy of the order classifier, averaged over the batch.
   *
   * @param logits (N, 2): class 0 is in front, class 1 behind
   * @param queryFirst (N), 1 where the query is in front, else 0
   */
  public Outcome evaluate(NDArray logits, NDArray queryFirst) {
    Shapes.require("order logits", logits, Shapes.ANY, 2);
    Shapes.require("queryFirst", queryFirst, logits.getShape().get(0));
    NDArray behind = logits.get(":, 1").sub(logits.get(":, 0")); // (N), log-odds of behind
    NDArray sign = queryFirst.mul(2).sub(1); // (N), +1 in front, -1 behind
    NDArray wrongness = behind.mul(sign); // above 0 where the classifier errs
    NDArray loss = Activation.softPlus(wrongness).mean();
    NDArray right = wrongness.stopGradient().lt(0).toType(DataType.FLOAT32, false);
    return new Outcome(loss, right.mean());
  }
}
