package seco.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import seco.Paper;
import seco.tensor.Rows;

/** Intra-frame instance discrimination: which key is of the query's own frame? */
@Paper(equation = 3)
public final class IntraFrameLoss {
  /** How Eq. (3) is read. */
  public enum Reading {
    /** One softmax over the three keys, as the paper writes it. */
    PAPER,
    /** The mean of two softmaxes over two keys each, k1 against k2 and k1 against k3: the code. */
    CODE
  }

  private final InfoNce nce;
  private final Reading reading;

  public IntraFrameLoss(double temperature, Reading reading) {
    nce = new InfoNce(temperature);
    this.reading = reading;
  }

  /**
   * Eq. (3), averaged over the batch.
   *
   * @param query (N, D)
   * @param sameFrame the positive k1 (N, D)
   * @param earlier the negative k2 (N, D)
   * @param later the negative k3 (N, D)
   * @return a scalar
   */
  public NDArray evaluate(NDArray query, NDArray sameFrame, NDArray earlier, NDArray later) {
    NDArray positive = nce.similarity(query, sameFrame); // (N)
    NDArray first = nce.similarity(query, earlier);
    NDArray second = nce.similarity(query, later);
    return switch (reading) {
      case PAPER -> {
        NDArray negatives = Rows.logSumExp(NDArrays.stack(new NDList(first, second), 1)); // (N)
        yield nce.loss(positive, negatives).mean();
      }
      case CODE -> nce.loss(positive, first).mean().add(nce.loss(positive, second).mean()).div(2);
    };
  }
}
