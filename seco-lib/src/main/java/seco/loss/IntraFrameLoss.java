package seco.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import seco.Paper;
import seco.tensor.Arithmetic;

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
   */
  public Outcome evaluate(NDArray query, NDArray sameFrame, NDArray earlier, NDArray later) {
    NDArray positive = nce.similarity(query, sameFrame); // (N)
    NDArray first = nce.similarity(query, earlier); // (N)
    NDArray second = nce.similarity(query, later); // (N)
    Outcome paper = nce.outcome(positive, negatives(first, second));
    return switch (reading) {
      case PAPER -> paper;
      case CODE -> {
        NDArray againstFirst = nce.outcome(positive, negatives(first)).loss();
        NDArray againstSecond = nce.outcome(positive, negatives(second)).loss();
        NDArray mean = Arithmetic.times(againstFirst.add(againstSecond), 0.5);
        yield new Outcome(mean, paper.accuracy());
      }
    };
  }

  private static InfoNce.Negatives negatives(NDArray... similarities) {
    return InfoNce.Negatives.of(NDArrays.stack(new NDList(similarities), 1)); // (N, 1 or 2)
  }
}
