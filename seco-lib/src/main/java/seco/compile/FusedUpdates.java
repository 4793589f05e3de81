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
  /**
   * Of x = (momentum, decay, rate, Nesterov's or not), the weights a, their gradients b and buffers
   * c. The engine goes through their memory abreast and does not ask whether they lie alike.
   * Without momentum it wants no buffers, which stay as they are.
   */
  private static final String DESCEND =
      """
          for i in range(torch.len(a)):
            whole = torch.is_contiguous(a[i])
            alike = torch.eq(torch.is_contiguous(b[i]), whole)
            both = torch.__and__(alike, torch.eq(torch.is_contiguous(c[i]), whole))
            if torch.__not__(both):
              ops.prim.RaiseException("a gradient or buffer lies otherwise than its weight")
            else:
              pass
          if torch.eq(float(x[0]), 0.):
            momenta = annotate(List[Tensor], [])
          else:
            momenta = c
          torch._fused_sgd_(a, b, momenta, weight_decay=float(x[1]), momentum=float(x[0]), \
      lr=float(x[2]), dampening=0., nesterov=torch.ne(float(x[3]), 0.), maximize=False, is_first_step=False)
          return x
      """;

  /** Of x = (share), the slow arrays a and the fast ones b. */
  private static final String APPROACH =
      """
          torch._foreach_lerp_(a, b, float(x[0]))
          return x
      """;

  /** In memory as x lies: the descent goes through weights, gradients and buffers abreast. */
  private static final String BUFFER = "    return torch.zeros_like(x)\n";

  private final Script descend;
  private final Script approach;
  private final Script buffer;

  /**
   * @param manager on whose device the arrays are
   */
  public FusedUpdates(NDManager manager) {
    descend = Script.load(manager, DESCEND, 3);
    approach = Script.load(manager, APPROACH, 2);
    buffer = Script.load(manager, BUFFER);
  }

  @Override
  public void descend(
      NDManager scope,
      List<NDArray> weights,
      List<NDArray> gradients,
      List<NDArray> buffers,
      Descent descent) {
    double nesterov = descent.nesterov() ? 1 : 0;
    double[] numbers = {descent.momentum(), descent.decay(), descent.rate(), nesterov};
    var unused = descend.call(scope.create(numbers), weights, gradients, buffers);
  }

  @Override
  public void approach(NDManager scope, List<NDArray> slow, List<NDArray> fast, double share) {
    var unused = approach.call(scope.create(new double[] {share}), slow, fast);
  }

  @Override
  public NDArray buffer(NDManager owner, NDArray weight) {
    NDArray zeros = buffer.call(weight);
    zeros.attach(owner);
    return zeros;
  }

  @Override
  public void close() {
    descend.close();
    approach.close();
    buffer.close();
  }
}
