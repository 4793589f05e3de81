package seco.pretrain;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import java.util.stream.Stream;
import seco.tensor.Gradients;

/**
 * The gradients of the tasks by the trunk's features (M, D), each alone; absent for a task that is
 * not trained.
 */
record TaskGradients(Optional<NDArray> inter, Optional<NDArray> intra, Optional<NDArray> order) {
  /** The gradients of the leaves that the heads were given. */
  static TaskGradients of(NDArray inter, NDArray intra, NDArray order) {
    return new TaskGradients(Gradients.of(inter), Gradients.of(intra), Gradients.of(order));
  }

  /** The gradient of the trained loss: the heads' last first, as the engine adds them. */
  NDArray sum() {
    return Stream.of(order, intra, inter)
        .flatMap(Optional::stream)
        .reduce(NDArray::add)
        .orElseThrow(() -> new IllegalStateException("no task has a gradient"));
  }

  /** The squared L2 norms of inter, intra and order; NaN for a task that is not trained. */
  double[] squares() {
    return new double[] {square(inter), square(intra), square(order)};
  }

  private static double square(Optional<NDArray> gradient) {
    return gradient.map(g -> Math.pow(g.norm().getFloat(), 2)).orElse(Double.NaN);
  }
}
