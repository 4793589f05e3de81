package seco.loss;

import ai.djl.ndarray.NDArray;
import seco.Paper;
import seco.tensor.Rows;
import seco.tensor.Shapes;

/** Temporal-order validation: is the query in front of the two other frames or behind them? */
@Paper(equation = 4)
public final class TemporalOrderLoss {
  /**
   * Eq. (4), the cross-entropy of the order classifier, averaged over the batch.
   *
   * @param logits (N, 2): class 0 is in front, class 1 behind
   * @param queryFirst (N), 1 where the query is in front, else 0
   * @return a scalar
   */
  public NDArray evaluate(NDArray logits, NDArray queryFirst) {
    Shapes.require("order logits", logits, Shapes.ANY, 2);
    Shapes.require("queryFirst", queryFirst, logits.getShape().get(0));
    NDArray inFront = logits.get(":, 0");
    NDArray behind = logits.get(":, 1");
    NDArray chosen = inFront.mul(queryFirst).add(behind.mul(queryFirst.neg().add(1)));
    return Rows.logSumExp(logits).sub(chosen).mean();
  }
}
