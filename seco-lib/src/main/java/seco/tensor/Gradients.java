package seco.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
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

  /**
   * Records a computation, runs its loss backwards and leaves the gradients with the parameters.
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
