package seco.run;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Independent pieces of work on several threads; the first failure ends them all. */
public final class Workers {
  private Workers() {}

  /** One piece of work. It should end soon after its thread is interrupted. */
  @FunctionalInterface
  public interface Piece {
    void run() throws IOException;
  }

  /**
   * Runs all pieces and returns when they have ended.
   *
   * @throws IOException the first failure of a piece, or the caller's interruption
   */
  public static void run(int threads, List<Piece> pieces) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads), Workers::thread);
    CompletionService<Void> running = new ExecutorCompletionService<>(pool);
    try {
      for (Piece piece : pieces) {
        running.submit(
            () -> {
              piece.run();
              return null;
            });
      }
      for (int i = 0; i < pieces.size(); i++) {
        running.take().get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      rethrow(Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      end(pool);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "seco-worker");
    thread.setDaemon(true);
    return thread;
  }

  private static void rethrow(Throwable cause) throws IOException {
    if (cause instanceof IOException e) {
      throw e;
    }
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    throw new IllegalStateException(cause);
  }

  /** Interrupts what still runs and waits for it, so that nothing writes after the return. */
  private static void end(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      if (!pool.awaitTermination(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a worker thread does not end");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
