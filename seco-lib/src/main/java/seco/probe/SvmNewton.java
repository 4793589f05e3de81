package seco.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import seco.tensor.Values;

/**
 * Newton's method in float64 on matrices for the machines of all classes at once: the steps by
 * conjugate gradients, their lengths by an exact line search. Matrices: X (N, D), W (D, M), scores
 * Z = X W (N, M).
 */
final class SvmNewton {
  private static final int MAXIMUM_STEPS = 200;
  private static final int MAXIMUM_GRADIENT_STEPS = 250;

  private final NDManager manager;
  private final NDArray x;
  private final NDArray transposed;
  private final NDArray y;
  private final int classes;
  private final double c;
  private final double tolerance;
  private final NDArray startNorms;
  private NDArray w;
  private NDArray z;

  SvmNewton(NDManager manager, FeatureSet features, double c, double tolerance) {
    this(manager, features, c, tolerance, null);
  }

  /**
   * Starts somewhere.
   *
   * @param start weights of each class (M, D); null for 0
   */
  SvmNewton(
      NDManager manager,
      FeatureSet features,
      double c,
      double tolerance,
      double @Nullable [] start) {
    this.manager = manager;
    this.c = c;
    this.tolerance = tolerance;
    classes = features.classes();
    x = features.matrix(manager).toType(DataType.FLOAT64, false);
    transposed = x.transpose();
    double[] signs = new double[features.size() * classes];
    Arrays.fill(signs, -1);
    for (int i = 0; i < features.size(); i++) {
      signs[i * classes + features.labels()[i]] = 1;
    }
    y = manager.create(signs, new Shape(features.size(), classes));
    w = manager.zeros(new Shape(features.dimension(), classes), DataType.FLOAT64);
    z = manager.zeros(y.getShape(), DataType.FLOAT64);
    startNorms = startNorms();
    if (start != null) {
      w = manager.create(start, new Shape(classes, features.dimension())).transpose();
      z = x.matMul(w);
    }
  }

  /** Norm of each class's gradient where its weights are 0 (1, M). */
  private NDArray startNorms() {
    try (NDManager scope = manager.newSubManager()) {
      NDArray norms = columnNorms(gradient(scope, margins(scope).maximum(0)));
      norms.attach(manager);
      return norms;
    }
  }

  LinearSvm.Model solve() {
    double relative = 1;
    int steps = 0;
    while (true) {
      try (NDManager scope = manager.newSubManager()) {
        NDArray gap = margins(scope).maximum(0); // (N, M), above 0 where the margin is violated
        NDArray gradient = gradient(scope, gap);
        NDArray norms = columnNorms(gradient);
        relative = norms.div(startNorms.maximum(1e-300)).max().getDouble();
        if (relative <= tolerance || steps == MAXIMUM_STEPS) {
          return model(gap, norms, relative, steps);
        }
        NDArray active = gap.gt(0).toType(DataType.FLOAT64, false);
        NDArray wanted = SvmRows.in(scope, startNorms).mul(tolerance);
        NDArray direction = newtonDirection(scope, gradient, norms, active, wanted);
        move(scope, direction);
        steps++;
      }
    }
  }

  private NDArray margins(NDManager scope) {
    return SvmRows.in(scope, y).mul(z).neg().add(1); // 1 - y z
  }

  /** W - 2 C X' (y gap): (D, M). */
  private NDArray gradient(NDManager scope, NDArray gap) {
    return SvmRows.in(scope, transposed).matMul(gap.mul(y)).mul(-2 * c).add(w);
  }

  /** V + 2 C X' (active (X V)): the Hessian of every class applied to its column. */
  private NDArray hessian(NDManager scope, NDArray active, NDArray v) {
    NDArray xv = SvmRows.in(scope, x).matMul(v).mul(active);
    return SvmRows.in(scope, transposed).matMul(xv).mul(2 * c).add(v);
  }

  /** Solves H P = -G for every class by conjugate gradients. */
  private NDArray newtonDirection(
      NDManager scope, NDArray gradient, NDArray norms, NDArray active, NDArray wanted) {
    NDArray p = scope.zeros(gradient.getShape(), DataType.FLOAT64);
    NDArray r = gradient.neg();
    NDArray d = r.duplicate();
    NDArray square = columnDots(r, r); // (1, M)
    // A class is solved loosely far from its end and tightly near it.
    NDArray tightness = norms.div(wanted.maximum(1e-300)).mul(tolerance).sqrt().minimum(0.1);
    NDArray goal = norms.mul(tightness).maximum(wanted.mul(0.5));
    for (int i = 0; i < MAXIMUM_GRADIENT_STEPS; i++) {
      NDArray open = square.sqrt().gt(goal).toType(DataType.FLOAT64, false);
      if (open.sum().getDouble() == 0) {
        break;
      }
      try (NDManager inner = scope.newSubManager()) {
        NDArray hd = hessian(inner, active, d);
        NDArray curvature = columnDots(SvmRows.in(inner, d), hd).maximum(1e-300);
        NDArray length = SvmRows.in(inner, square).div(curvature).mul(open);
        p.addi(SvmRows.in(inner, d).mul(length));
        r.subi(hd.mul(length));
        NDArray next = columnDots(SvmRows.in(inner, r), r);
        NDArray turn = next.div(square.maximum(1e-300));
        NDArray mixed = SvmRows.in(inner, d).mul(turn).add(r);
        Values.copy(mixed, d);
        Values.copy(next, square);
      }
    }
    return p;
  }

  /** Moves every class along its direction to the lowest point of the line. */
  private void move(NDManager scope, NDArray p) {
    NDArray zp = SvmRows.in(scope, x).matMul(p); // (N, M)
    NDArray wp = columnDots(SvmRows.in(scope, w), p);
    NDArray pp = columnDots(p, p);
    NDArray t = scope.ones(new Shape(1, classes), DataType.FLOAT64);
    for (int i = 0; i < 30; i++) {
      NDArray gap = SvmRows.in(scope, zp).mul(t).add(z).mul(y).neg().add(1).maximum(0);
      NDArray active = gap.gt(0).toType(DataType.FLOAT64, false);
      NDArray slope = wp.add(pp.mul(t)).sub(gap.mul(y).mul(zp).sum(new int[] {0}, true).mul(2 * c));
      NDArray curvature = pp.add(active.mul(zp).mul(zp).sum(new int[] {0}, true).mul(2 * c));
      NDArray change = slope.div(curvature.maximum(1e-300));
      t = t.sub(change);
      if (change.abs().max().getDouble() < 1e-12) {
        break;
      }
    }
    w.addi(p.mul(t));
    z.addi(zp.mul(t));
  }

  private LinearSvm.Model model(NDArray gap, NDArray norms, double relative, int steps) {
    NDArray losses = gap.mul(gap).sum(new int[] {0}).mul(c);
    NDArray sizes = w.mul(w).sum(new int[] {0}).div(2);
    double[] objective = losses.add(sizes).toDoubleArray();
    double distance = SvmGoal.gap(norms.toDoubleArray(), objective);
    return new LinearSvm.Model(
        w.transpose().toDoubleArray(), objective, relative, distance, steps, c);
  }

  private static NDArray columnDots(NDArray a, NDArray b) {
    return a.mul(b).sum(new int[] {0}, true);
  }

  private static NDArray columnNorms(NDArray a) {
    return columnDots(a, a).sqrt();
  }
}
