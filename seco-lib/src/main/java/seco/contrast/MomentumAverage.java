package seco.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import seco.Paper;
import seco.tensor.NamedArrays;
import seco.tensor.Updates;

/** The weights of a slow network, which follow those of a trained one of the same shape. */
@Paper(equation = 6)
public final class MomentumAverage {
  private final NDManager manager;
  private final NamedArrays slow;
  private final double momentum;
  private final Updates updates;

  /**
   * @param manager for what is needed on the way
   * @param slow the arrays that follow; they change in place
   * @param momentum alpha of Eq. (6); 0.999 in the paper
   * @param updates the arithmetic; stay the caller's
   */
  public MomentumAverage(NDManager manager, NamedArrays slow, double momentum, Updates updates) {
    requireMomentum(momentum);
    this.manager = manager;
    this.slow = slow;
    this.momentum = momentum;
    this.updates = updates;
  }

  static void requireMomentum(double momentum) {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("momentum " + momentum + ": must lie in 0..1");
    }
  }

  /** Eq. (6): every array moves towards the trained one by the share 1 - momentum. */
  public void follow(NamedArrays fast) {
    List<NDArray> from = new ArrayList<>();
    List<NDArray> to = new ArrayList<>();
    slow.forEach(
        (name, array) -> {
          to.add(array);
          from.add(fast.get(name));
        });
    try (NDManager scope = manager.newSubManager()) {
      updates.approach(scope, to, from, 1 - momentum);
    }
  }

  /**
   * How far the trained network is ahead: ||theta_q - theta_k|| / ||theta_q|| over all arrays, L2
   * norms.
   */
  public double distance(NamedArrays fast) {
    NDList fastVectors = new NDList();
    NDList slowVectors = new NDList();
    try (NDManager scope = manager.newSubManager()) {
      Lead lead = new Lead(scope, new NDList(), new NDList());
      slow.forEach(
          (name, array) -> {
            if (array.getShape().dimension() == 1) {
              fastVectors.add(fast.get(name));
              slowVectors.add(array);
            } else {
              lead.add(fast.get(name), array);
            }
          });
      if (!slowVectors.isEmpty()) { // together: an operation costs more than these small arrays
        lead.add(joined(fastVectors, scope), joined(slowVectors, scope));
      }
      return lead.share();
    }
  }

  private static NDArray joined(NDList vectors, NDManager scope) {
    NDArray joined = NDArrays.concat(vectors);
    joined.attach(scope);
    return joined;
  }

  /**
   * Norms of the arrays of one network and of what they are ahead of the other's.
   *
   * @param scope owner of the norms
   */
  private record Lead(NDManager scope, NDList differences, NDList lengths) {
    void add(NDArray fast, NDArray slow) {
      try (NDArray difference = fast.sub(slow)) {
        differences.add(norm(difference));
      }
      lengths.add(norm(fast));
    }

    private NDArray norm(NDArray array) {
      NDArray norm = array.norm();
      norm.attach(scope);
      return norm;
    }

    double share() {
      return Math.sqrt(sumOfSquares(differences) / sumOfSquares(lengths));
    }
  }

  private static double sumOfSquares(NDList scalars) {
    double sum = 0;
    for (double value : NDArrays.stack(scalars).toType(DataType.FLOAT64, true).toDoubleArray()) {
      sum += value * value;
    }
    return sum;
  }
}
