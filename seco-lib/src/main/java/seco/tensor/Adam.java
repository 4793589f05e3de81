package seco.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam, as PyTorch's {@code optim.Adam}:
 *
 * <pre>
 *   first  = b1 first  + (1 - b1) gradient
 *   second = b2 second + (1 - b2) gradient^2
 *   weight = weight - rate / (1 - b1^t) first / (sqrt(second / (1 - b2^t)) + epsilon)
 * </pre>
 *
 * <p>D. P. Kingma and J. Ba, <i>Adam: A Method for Stochastic Optimization</i>, <a
 * href="https://arxiv.org/abs/1412.6980">arXiv:1412.6980</a>.
 */
public final class Adam implements Optimizer {
  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  private static final String FIRST = "first.";
  private static final String SECOND = "second.";
  private static final String STEPS = "steps";

  private final NamedArrays parameters;
  private final NamedArrays buffers;
  private final double weightDecay;
  private final NDManager manager;

  /**
   * @param manager owner of the moments; a sub-manager is made and closed with this
   * @param parameters the trained arrays by name; they are changed in place
   * @param weightDecay added to the gradient, times the weight
   */
  public Adam(NDManager manager, NamedArrays parameters, double weightDecay) {
    this.manager = manager.newSubManager();
    this.parameters = parameters;
    this.weightDecay = weightDecay;
    Map<String, NDArray> zeros = new LinkedHashMap<>();
    parameters.forEach(
        (name, array) -> {
          zeros.put(FIRST + name, this.manager.zeros(array.getShape(), array.getDataType()));
          zeros.put(SECOND + name, this.manager.zeros(array.getShape(), array.getDataType()));
        });
    zeros.put(STEPS, this.manager.zeros(new Shape(1)));
    buffers = new NamedArrays(zeros);
  }

  @Override
  public void step(double rate) {
    NDArray steps = buffers.get(STEPS);
    steps.addi(1);
    double t = steps.toFloatArray()[0];
    double pace = rate / (1 - Math.pow(FIRST_DECAY, t));
    double correction = Math.sqrt(1 - Math.pow(SECOND_DECAY, t));
    parameters.forEach(
        (name, weight) ->
            Gradients.of(weight)
                .ifPresent(
                    gradient -> {
                      try (NDManager scope = manager.newSubManager()) {
                        gradient.attach(scope);
                        update(scope, name, weight, gradient, pace, correction);
                      }
                      Gradients.zero(weight);
                    }));
  }

  private void update(
      NDManager scope,
      String name,
      NDArray weight,
      NDArray gradient,
      double pace,
      double correction) {
    NDArray first = buffers.get(FIRST + name);
    NDArray second = buffers.get(SECOND + name);
    NDArray slope = gradient;
    if (weightDecay != 0) {
      NDArray decay = weight.mul(weightDecay);
      decay.attach(scope);
      slope = gradient.add(decay);
    }
    first.muli(FIRST_DECAY).addi(slope.mul(1 - FIRST_DECAY));
    second.muli(SECOND_DECAY).addi(slope.square().mul(1 - SECOND_DECAY));
    NDArray root = second.sqrt();
    root.attach(scope);
    NDArray change = first.div(root.divi(correction).addi(EPSILON));
    change.attach(scope);
    weight.subi(change.muli(pace));
  }

  /** Both moments by parameter, and the number of steps. */
  @Override
  public NamedArrays buffers() {
    return buffers;
  }

  @Override
  public void close() {
    manager.close();
  }
}
