package seco.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where gradients are recorded and where they are not.
 *
 * <p>The engine records per thread: off on the thread that loaded it, <b>on</b> on every other
 * thread, so that a forward pass there silently keeps its graph. Every entry point that computes
 * without a gradient therefore says so with {@link #off()}.
 */
public final class Gradients {
  private Gradients() {}

  /** Stops recording on this thread until {@link #backward} or a collector turns it on again. */
  public static void off() {
    Engine.getInstance(); // loads the native library
    JniUtils.setGradMode(false);
  }

  /** Records a computation on this thread; {@link #backward(NDArray, NDArray)} takes it back. */
  public static <T> T recorded(Supplier<T> forward) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try {
      return forward.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /**
   * Runs a recorded computation backwards from one of its results and releases the record. The
   * gradients are added to those that its leaves have already. Several threads may do so at once,
   * each with computations of its own.
   *
   * @param gradient of what is sought by the result, of its shape
   */
  public static void backward(NDArray result, NDArray gradient) {
    Shapes.require("gradient", gradient, result.getShape().getShape());
    JniUtils.backward((PtNDArray) result, (PtNDArray) gradient, false, false);
  }

  /** The same values, cut off from their record, that receive a gradient of their own. */
  public static NDArray leaf(NDArray array) {
    NDArray leaf = array.stopGradient();
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /** The gradient of a leaf, or nothing where no result has depended on it. */
  public static Optional<NDArray> of(NDArray leaf) {
    return Optional.ofNullable(JniUtils.getGradient((PtNDArray) leaf));
  }

  /** Adds a leaf's gradient to another's, on whatever device that is, and zeroes the first. */
  public static void move(NDArray from, NDArray to) {
    Optional<NDArray> moved = of(from);
    if (moved.isEmpty()) {
      return; // no loss depends on it
    }
    try (NDArray source = moved.get();
        NDArray there = source.toDevice(to.getDevice(), true);
        NDArray target =
            of(to).orElseThrow(() -> new IllegalStateException("a leaf without a gradient"))) {
      target.addi(there);
    }
    zero(from);
  }

  /** Zeroes the gradient of a leaf that has one. */
  public static void zero(NDArray leaf) {
    try (NDArray gradient = JniUtils.getGradient((PtNDArray) leaf)) {
      if (gradient != null) {
        JniUtils.zeroGrad((PtNDArray) leaf);
      }
    }
  }

  /**
   * Records a computation, runs its loss backwards and leaves the gradients with the parameters.
   * All gradients there were before are zeroed; one thread at a time.
   *
   * @param forward the computation; everything recorded happens inside it
   * @param loss the scalar among its results
   * @return the results, their graph released
   */
  public static <T> T backward(Supplier<T> forward, Function<T, NDArray> loss) {
    off();
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      T result = forward.get();
      collector.backward(loss.apply(result));
      return result;
    }
  }
}
