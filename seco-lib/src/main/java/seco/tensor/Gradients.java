package seco.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
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
   * Records {@code loss}, runs it backwards and leaves the gradients with the parameters.
   *
   * @param loss computes a scalar; everything recorded is computed inside it
   * @return the loss, with its graph released
   */
  public static NDArray backward(Supplier<NDArray> loss) {
    off();
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray value = loss.get();
      collector.backward(value);
      return value;
    }
  }
}
