package seco.compile;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import seco.tensor.Updates;

/**
 * All arrays in one call of the engine each, every value read and written once. Equal to {@link
 * seco.tensor.SingleUpdates} but for the rounding of products that are added in the same breath.
 */
public final class FusedUpdates implements Updates, AutoCloseable {
  /** Of x = (momentum, decay, rate), the weights a, their gradients b and buffers c. */
  private static final String DESCEND =
      """
          torch._fused_sgd_(a, b, c, weight_decay=float(x[1]), momentum=float(x[0]), \
      lr=float(x[2]), dampening=0., nesterov=False, maximize=False, is_first_step=False)
          return x
      """;

  /** Of x = (share), the slow arrays a and the fast ones b. */
  private static final String APPROACH =
      """
          torch._foreach_lerp_(a, b, float(x[0]))
          return x
      """;

  private final Script descend;
  private final Script approach;

  /**
   * @param manager on whose device the arrays are
   */
  public FusedUpdates(NDManager manager) {
    descend = Script.load(manager, DESCEND, 3);
    approach = Script.load(manager, APPROACH, 2);
  }

  @Override
  public void descend(
      NDManager scope,
      List<NDArray> weights,
      List<NDArray> gradients,
      List<NDArray> buffers,
      Descent descent) {
    double[] numbers = {descent.momentum(), descent.decay(), descent.rate()};
    var unused = descend.call(scope.create(numbers), weights, gradients, buffers);
  }

  @Override
  public void approach(NDManager scope, List<NDArray> slow, List<NDArray> fast, double share) {
    var unused = approach.call(scope.create(new double[] {share}), slow, fast);
  }

  @Override
  public void close() {
    descend.close();
    approach.close();
  }
}
