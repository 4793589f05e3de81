package seco.tensor;

import ai.djl.ndarray.NDArray;

/** Operations on the rows of a matrix. */
public final class Rows {
  /** Keeps a zero row finite, as in PyTorch's {@code normalize}. */
  private static final double EPSILON = 1e-12;

  private Rows() {}

  /** Rows of {@code x} divided by their L2 norm: (N, D) to (N, D). */
  public static NDArray unit(NDArray x) {
    NDArray norms = x.norm(new int[] {1}, true);
    return x.div(Arithmetic.atLeast(norms, EPSILON));
  }

  /** Inner products of corresponding rows: two (N, D) to (N). */
  public static NDArray dot(NDArray a, NDArray b) {
    return a.mul(b).sum(new int[] {1});
  }

  /**
   * Log of the sum of exponentials of each row: (N, K) to (N).
   *
   * @param highest each row's maximum (N); it keeps the exponentials finite and cancels out
   */
  public static NDArray logSumExp(NDArray x, NDArray highest) {
    return x.sub(highest.expandDims(1)).exp().sum(new int[] {1}).log().add(highest);
  }
}
