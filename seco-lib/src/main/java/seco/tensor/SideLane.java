package seco.tensor;

import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/**
 * A second thread for tensors that need no gradient, so that two networks run at the same time,
 * each on half of the engine's threads. Small networks gain much: a parallel region of theirs is
 * over before a second core has woken up.
 */
public final class SideLane implements AutoCloseable {
  private final int threads;
  private final Lane lane;

  /** A lane beside this thread. */
  public SideLane() {
    this(threadsHere());
  }

  /**
   * A lane beside a thread.
   *
   * @param threads of the engine that the thread has
   */
  public SideLane(int threads) {
    this.threads = threads;
    lane = new Lane("seco-side-lane", half());
  }

  private static int threadsHere() {
    Gradients.off();
    return JniUtils.getNumThreads();
  }

  private int half() {
    return Math.max(1, threads / 2);
  }

  /**
   * Begins a computation without gradients beside the caller's, which has half of the threads until
   * {@link #await}.
   */
  public <T> Future<T> begin(Callable<T> computation) {
    JniUtils.setNumThreads(half());
    return lane.begin(computation);
  }

  /** The result, or the computation's failure; from here on the caller has all threads. */
  public <T> T await(Future<T> result) {
    try {
      return Lane.join(result);
    } finally {
      JniUtils.setNumThreads(threads);
    }
  }

  /** Waits for a computation whose result is of no use any more; afterwards as {@link #await}. */
  public void abandon(Future<?> result) {
    Lane.await(result);
    JniUtils.setNumThreads(threads);
  }

  @Override
  public void close() {
    lane.close();
  }
}
