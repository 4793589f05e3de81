package seco.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import seco.tensor.Arithmetic;
import seco.tensor.Shapes;

/**
 * SimCLR's loss of two views of each of N samples: each of the 2N vectors has the other view of its
 * sample as its positive, and the 2N - 2 vectors of the other samples as its negatives.
 *
 * <p>T. Chen, S. Kornblith, M. Norouzi and G. Hinton, <i>A Simple Framework for Contrastive
 * Learning of Visual Representations</i>, ICML 2020, <a
 * href="https://arxiv.org/abs/2002.05709">arXiv:2002.05709</a>.
 */
public final class NtXent {
  /** Finite, so that a single sample, which has no negative, has a loss of 0. */
  private static final float NEVER = -1e9f;

  private final InfoNce nce;

  /**
   * @param temperature by which similarities are divided; 0.07 in DualVar
   */
  public NtXent(double temperature) {
    nce = new InfoNce(temperature);
  }

  /**
   * The loss, averaged over the 2N vectors; the accuracy is the share of them that are nearer to
   * their positive than to every negative.
   *
   * @param first a vector of each sample (N, D)
   * @param second another (N, D)
   */
  public Outcome evaluate(NDArray first, NDArray second) {
    Shapes.require("second view", second, first.getShape().getShape());
    NDArray all = NDArrays.concat(new NDList(first, second)); // (2N, D)
    NDArray others = NDArrays.concat(new NDList(second, first)); // (2N, D), the positives
    NDArray products = Arithmetic.times(all.matMul(all.transpose()), 1 / nce.temperature());
    NDArray negatives = products.add(exclusion(all)); // (2N, 2N)
    return nce.outcome(nce.similarity(all, others), InfoNce.Negatives.of(negatives));
  }

  /** Takes away what is no negative: each vector itself and its positive. */
  private static NDArray exclusion(NDArray all) {
    int rows = Math.toIntExact(all.getShape().get(0));
    float[] values = new float[rows * rows];
    for (int row = 0; row < rows; row++) {
      values[row * rows + row] = NEVER;
      values[row * rows + (row + rows / 2) % rows] = NEVER;
    }
    NDManager manager = all.getManager();
    NDArray exclusion = manager.create(values, new Shape(rows, rows));
    return all.getDataType() == DataType.FLOAT32
        ? exclusion
        : exclusion.toType(all.getDataType(), false);
  }
}
