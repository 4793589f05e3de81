package seco.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import seco.Paper;

/**
 * Stochastic gradient descent with momentum and weight decay, as PyTorch's {@code optim.SGD}:
 *
 * <pre>
 *   buffer = momentum buffer + (gradient + decay weight)
 *   weight = weight - rate buffer
 * </pre>
 *
 * <p>With Nesterov's momentum the weight follows {@code gradient + decay weight + momentum buffer}
 * in place of the buffer.
 *
 * <p>The rate stands outside the buffer; optimisers that fold it inside (DJL's) differ as soon as
 * the rate changes. A parameter that has received no gradient is skipped, weight decay included.
 */
@Paper(section = "Optimization")
public final class Sgd implements Optimizer {
  /** Added to the norm that gradients are clipped by, as PyTorch does. */
  private static final double CLIPPING_EPSILON = 1e-6;

  private final NamedArrays parameters;
  private final NamedArrays buffers;
  private final double momentum;
  private final double weightDecay;
  private final NDManager manager;
  private final Updates updates;
  private final boolean nesterov;

  /**
   * @param manager owner of the momentum buffers; a sub-manager is made and closed with this
   * @param parameters the trained arrays by name; they are changed in place
   * @param momentum 0.9 in the paper's setting; 0 keeps no memory
   * @param weightDecay added to the gradient, 1e-4 in the authors' setting
   */
  public Sgd(NDManager manager, NamedArrays parameters, double momentum, double weightDecay) {
    this(manager, parameters, momentum, weightDecay, new SingleUpdates());
  }

  /**
   * The same with an arithmetic of its own.
   *
   * @param updates stay the caller's
   */
  public Sgd(
      NDManager manager,
      NamedArrays parameters,
      double momentum,
      double weightDecay,
      Updates updates) {
    this(manager, parameters, momentum, weightDecay, false, updates);
  }

  /**
   * The same, with Nesterov's momentum or without.
   *
   * @param updates stay the caller's
   */
  public Sgd(
      NDManager manager,
      NamedArrays parameters,
      double momentum,
      double weightDecay,
      boolean nesterov,
      Updates updates) {
    this.nesterov = nesterov;
    this.updates = updates;
    this.manager = manager.newSubManager();
    this.parameters = parameters;
    this.momentum = momentum;
    this.weightDecay = weightDecay;
    Map<String, NDArray> zeros = new LinkedHashMap<>();
    parameters.forEach((name, array) -> zeros.put(name, updates.buffer(this.manager, array)));
    buffers = new NamedArrays(zeros);
  }

  @Override
  public void step(double rate) {
    List<NDArray> weights = new ArrayList<>();
    List<NDArray> gradients = new ArrayList<>();
    List<NDArray> momenta = new ArrayList<>();
    try (NDManager scope = manager.newSubManager()) {
      parameters.forEach(
          (name, weight) ->
              Gradients.of(weight) // nothing until a loss has depended on the parameter
                  .ifPresent(
                      gradient -> {
                        gradient.attach(scope);
                        weights.add(weight);
                        gradients.add(gradient);
                        momenta.add(buffers.get(name));
                      }));
      if (!weights.isEmpty()) {
        Updates.Descent descent = new Updates.Descent(momentum, weightDecay, rate, nesterov);
        updates.descend(scope, weights, gradients, momenta, descent);
      }
      weights.forEach(weight -> JniUtils.zeroGrad((PtNDArray) weight));
    }
  }

  /** L2 norm of all gradients together, before {@link #step} uses them up. */
  public double gradientNorm() {
    try (NDManager scope = manager.newSubManager()) {
      NDList norms = new NDList();
      forEachGradient(
          (name, gradient) -> {
            NDArray norm = gradient.norm();
            norm.attach(scope);
            norms.add(norm);
          });
      return norms.isEmpty() ? 0 : NDArrays.stack(norms).norm().toFloatArray()[0];
    }
  }

  /**
   * Shrinks all gradients together, so that their L2 norm is at most {@code largest}, as PyTorch's
   * {@code clip_grad_norm_} does.
   *
   * @return the norm that they had
   */
  public double clip(double largest) {
    double norm = gradientNorm();
    double factor = largest / (norm + CLIPPING_EPSILON);
    if (factor < 1) {
      forEachGradient((name, gradient) -> gradient.muli(factor));
    }
    return norm;
  }

  private void forEachGradient(BiConsumer<String, NDArray> action) {
    parameters.forEach(
        (name, weight) -> {
          try (NDArray gradient = JniUtils.getGradient((PtNDArray) weight)) {
            if (gradient != null) { // null until a loss has depended on the parameter
              action.accept(name, gradient);
            }
          }
        });
  }

  /** The momentum buffers by parameter. */
  @Override
  public NamedArrays buffers() {
    return buffers;
  }

  @Override
  public void close() {
    manager.close();
  }
}
