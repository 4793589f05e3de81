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
    return x.div(norms.maximum(EPSILON));
  }

  /** Inner products of corresponding rows: two (N, D) to (N). */
  public static NDArray dot(NDArray a, NDArray b) {
    return a.mul(b).sum(new int[] {1});
  }

  /** Log of the sum of exponentials of each row, shifted by the row's maximum: (N, K) to (N). */
  public static NDArray logSumExp(NDArray x) {
    // The shift cancels in the gradient, so it is taken out of the graph.
    NDArray highest = x.max(new int[] {1}, true).stopGradient();
    return x.sub(highest).exp().sum(new int[] {1}).log().add(highest.squeeze(1));
  }
}
