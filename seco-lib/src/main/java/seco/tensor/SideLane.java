package seco.tensor;

import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A second thread for tensors that need no gradient, so that two networks run at the same time,
 * each on half of the engine's threads. Small networks gain much: a parallel region of theirs is
 * over before a second core has woken up.
 */
public final class SideLane implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread side = new Thread(work, "seco-side-lane");
            side.setDaemon(true);
            return side;
          });
  private final int threads;

  public SideLane() {
    Gradients.off();
    threads = JniUtils.getNumThreads();
    join(
        thread.submit(
            () -> {
              Gradients.off();
              JniUtils.setNumThreads(half());
              return null;
            }));
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
    return thread.submit(computation);
  }

  /** The result, or the computation's failure; from here on the caller has all threads. */
  public <T> T await(Future<T> result) {
    try {
      return join(result);
    } finally {
      JniUtils.setNumThreads(threads);
    }
  }

  private static <T> T join(Future<T> result) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true; // native work is not torn; the caller sees the flag afterwards
        } catch (ExecutionException e) {
          throw new IllegalStateException("a computation on the side lane failed", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
