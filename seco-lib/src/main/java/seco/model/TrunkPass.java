package seco.model;

import ai.djl.ndarray.NDArray;

/** A batch's pass through the trunk in training mode, whose gradient is taken later. */
public interface TrunkPass {
  /** Pooled features (N, D), cut off from the record of how they were made. */
  NDArray features();

  /**
   * Takes the gradient back to the trunk's weights, where it is added; once.
   *
   * @param gradient of the loss by the features (N, D)
   */
  void backward(NDArray gradient);
}
