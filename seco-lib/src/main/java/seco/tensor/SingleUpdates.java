package seco.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** Array by array and operation by operation: the reference. */
public final class SingleUpdates implements Updates {
  @Override
  public void descend(
      NDManager scope,
      List<NDArray> weights,
      List<NDArray> gradients,
      List<NDArray> buffers,
      Descent descent) {
    // Made once, not once an operation: a number costs more than the update of a small layer.
    NDArray keep = scope.create((float) descent.momentum());
    NDArray decay = scope.create((float) descent.decay());
    NDArray pace = scope.create((float) descent.rate());
    for (int i = 0; i < weights.size(); i++) {
      NDArray weight = weights.get(i);
      NDArray buffer = buffers.get(i);
      NDArray gradient = gradients.get(i);
      buffer.muli(keep).addi(gradient);
      try (NDArray product = weight.mul(decay)) {
        buffer.addi(product);
        if (descent.nesterov()) {
          gradient.addi(product);
        }
      }
      NDArray direction = descent.nesterov() ? ahead(gradient, buffer, keep) : buffer;
      try (NDArray change = direction.mul(pace)) {
        weight.subi(change);
      }
    }
  }

  private static NDArray ahead(NDArray gradient, NDArray buffer, NDArray keep) {
    try (NDArray further = buffer.mul(keep)) {
      return gradient.addi(further);
    }
  }

  @Override
  public void approach(NDManager scope, List<NDArray> slow, List<NDArray> fast, double share) {
    NDArray keep = scope.create((float) (1 - share));
    NDArray part = scope.create((float) share);
    for (int i = 0; i < slow.size(); i++) {
      try (NDArray step = fast.get(i).mul(part)) {
        slow.get(i).muli(keep).addi(step);
      }
    }
  }

  @Override
  public NDArray buffer(NDManager owner, NDArray weight) {
    return owner.zeros(weight.getShape(), weight.getDataType());
  }
}
