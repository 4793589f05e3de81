package seco.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** The arithmetic by which a step changes all arrays of a network. Arrays change in place. */
public interface Updates {
  /**
   * Gradient descent with momentum and weight decay: {@code buffer = momentum buffer + gradient +
   * decay weight}, then {@code weight = weight - rate buffer}; with Nesterov's momentum {@code
   * weight = weight - rate (gradient + decay weight + momentum buffer)}.
   *
   * @param scope for what is needed on the way
   * @param gradients of the weights, one each; they may be used up
   * @param buffers of the weights, one each
   */
  void descend(
      NDManager scope,
      List<NDArray> weights,
      List<NDArray> gradients,
      List<NDArray> buffers,
      Descent descent);

  /**
   * Moving averages: {@code slow = (1 - share) slow + share fast}.
   *
   * @param scope for what is needed on the way
   */
  void approach(NDManager scope, List<NDArray> slow, List<NDArray> fast, double share);

  /** A buffer of zeros for a weight, as {@link #descend} wants it. */
  NDArray buffer(NDManager owner, NDArray weight);

  /**
   * The numbers of a descent.
   *
   * @param momentum how much of a buffer is kept
   * @param decay of the weights
   * @param rate of learning
   * @param nesterov whether a step follows its gradient from where momentum leads
   */
  record Descent(double momentum, double decay, double rate, boolean nesterov) {
    /** Without Nesterov's momentum. */
    public Descent(double momentum, double decay, double rate) {
      this(momentum, decay, rate, false);
    }
  }
}
