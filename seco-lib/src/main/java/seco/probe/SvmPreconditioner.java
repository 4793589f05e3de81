package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * (I + 2 C X'X)^-1, the inverse of the Hessian where every example violates its margin. It is the
 * same for all classes, so that one inverse serves them all; the first step with it is the solution
 * of ridge regression. With fewer examples than dimensions, or very many dimensions, the identity
 * takes its place.
 */
final class SvmPreconditioner {
  private static final int LARGEST_DIMENSION = 4096;
  private static final double ROUNDING = 1e-6;

  private final boolean identity;
  private final NDArray inverse; // float32 (D, D)

  SvmPreconditioner(NDManager manager, SvmRows rows, double c) {
    int dimension = rows.dimension();
    identity = rows.size() < dimension || dimension > LARGEST_DIMENSION;
    try (NDManager scope = manager.newSubManager()) {
      inverse = identity ? manager.zeros(new Shape(0)) : inverse(scope, rows, c);
      inverse.attach(manager);
    }
  }

  private static NDArray inverse(NDManager scope, SvmRows rows, double c) {
    NDArray hessian = SvmRows.in(scope, rows.gram()).mul(2 * c);
    NDArray eye = scope.eye(rows.dimension(), rows.dimension(), 0, DataType.FLOAT64);
    // The rounding to float32 must not cost the inverse its definiteness.
    double trace = hessian.mul(eye).sum().getDouble();
    NDArray safe = hessian.addi(eye.muli(1 + ROUNDING * trace));
    return safe.inverse().toType(DataType.FLOAT32, false);
  }

  /** G P (K, D) for G (K, D), owned by the manager of G. */
  NDArray apply(NDArray g) {
    if (identity) {
      return g.duplicate();
    }
    return g.matMul(inverse);
  }
}
