package seco.notebook;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Work that is watched: it is done on a thread of its own, and the waiting thread shows how far it
 * has come. When that is interrupted, as by the notebook's stop button, the work ends at its next
 * edge and is saved; the same call later goes on from there.
 */
final class WatchedWork {
  private static final long MILLISECONDS_BETWEEN_LINES = 500;

  /** The engine records gradients of one training at a time; a stopped one may still be saving. */
  private static @Nullable FutureTask<?> previous;

  private WatchedWork() {}

  /** What is shown of it. */
  interface View {
    /** Asks for the end. */
    void stop();

    /** Shows how far it has come. */
    void renew() throws IOException;

    /** Shows the end. */
    void conclude() throws IOException;
  }

  /** Waits for the end of some work. */
  static <T> T watch(String name, Callable<T> work, View view) throws IOException {
    FutureTask<T> task = begin(name, work);
    try {
      while (true) {
        try {
          if (Thread.interrupted()) { // nothing can be shown while the flag is set
            view.stop();
          }
          T result = task.get(MILLISECONDS_BETWEEN_LINES, TimeUnit.MILLISECONDS);
          view.conclude();
          return result;
        } catch (TimeoutException e) {
          view.renew();
        } catch (InterruptedException e) {
          view.stop();
        }
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      view.stop(); // also when this thread is stopped by force
    }
  }

  private static <T> FutureTask<T> begin(String name, Callable<T> work) throws IOException {
    synchronized (WatchedWork.class) {
      if (previous != null && !previous.isDone()) {
        throw new IOException("the work before is still being saved; run the cell again");
      }
      FutureTask<T> task = new FutureTask<>(work);
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      thread.start();
      previous = task;
      return task;
    }
  }

  private static IOException failure(@Nullable Throwable cause) {
    if (cause instanceof IOException e) {
      return e;
    }
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof InterruptedException) {
      return new IOException("stopped and saved; run the cell again to go on", cause);
    }
    throw new IllegalStateException("the work failed: " + cause, cause);
  }
}
