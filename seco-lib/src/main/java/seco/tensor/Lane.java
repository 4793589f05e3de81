package seco.tensor;

import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A thread for tensors with a share of the engine's threads; it records gradients where told. */
public final class Lane implements AutoCloseable {
  private final ExecutorService thread;

  /**
   * @param name of the thread
   * @param threads of the engine that its work may use
   */
  public Lane(String name, int threads) {
    thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread lane = new Thread(work, name);
              lane.setDaemon(true);
              return lane;
            });
    join(
        begin(
            () -> {
              var unused =
                  JniUtils.getNumThreads(); // asked first, else the engine sets its own later
              JniUtils.setNumThreads(threads);
              return true;
            }));
  }

  /** Begins a computation beside the caller's. */
  public <T> Future<T> begin(Callable<T> computation) {
    return thread.submit(
        () -> {
          Gradients.off();
          return computation.call();
        });
  }

  /** The result, or the computation's failure. An interruption waits: native work is not torn. */
  public static <T> T join(Future<T> result) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true; // the caller sees the flag afterwards
        } catch (ExecutionException e) {
          throw new IllegalStateException("a computation beside failed", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits until a computation has ended, in whatever way. */
  public static void await(Future<?> result) {
    try {
      var unused = join(result);
    } catch (IllegalStateException e) {
      return; // whoever joins it is told
    }
  }

  /** Ends the thread, after what it has begun. */
  @Override
  public void close() {
    Future<Boolean> last = begin(() -> true);
    thread.shutdown();
    await(last);
  }
}
