package seco.bench;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/** The threads of the tensor engine, which are settled when the engine starts. */
public final class EngineThreads {
  private static final String PROPERTY = "ai.djl.pytorch.num_threads";

  private EngineThreads() {}

  /** The number of threads that the engine has in this process. */
  public static int current() {
    Engine.getInstance(); // loads the native library
    return JniUtils.getNumThreads();
  }

  /**
   * Starts the engine with a number of threads.
   *
   * @throws InputException if it has started before, with another number
   */
  public static void start(int threads) {
    String before = System.getProperty(PROPERTY);
    System.setProperty(PROPERTY, Integer.toString(threads));
    int current = current();
    if (current != threads) {
      restore(before);
      throw new InputException(
          threads
              + ": the engine of this process runs with "
              + current
              + " already; take that number or start another process");
    }
  }

  private static void restore(@Nullable String before) {
    if (before == null) {
      System.clearProperty(PROPERTY);
    } else {
      System.setProperty(PROPERTY, before);
    }
  }
}
