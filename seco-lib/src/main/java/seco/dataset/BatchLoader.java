package seco.dataset;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/**
 * Batches made ahead by loader threads, handed out in the order of their numbers. The threads touch
 * plain bytes only.
 *
 * @param <B> a batch that can be filled again and again
 */
public final class BatchLoader<B> implements AutoCloseable {
  private final BatchSource<B> source;
  private final ExecutorService threads;
  private final Queue<Future<B>> ahead = new ArrayDeque<>();
  private final Queue<B> free = new ArrayDeque<>();
  private @Nullable B lent;
  private long next;
  private final long end;

  /**
   * @param first number of the batch that comes first
   * @param end the number before which the batches end
   * @param loaders number of threads
   */
  public BatchLoader(BatchSource<B> source, long first, long end, int loaders) {
    this.source = source;
    this.next = first;
    this.end = end;
    threads = Executors.newFixedThreadPool(loaders, BatchLoader::thread);
    for (int i = 0; i < loaders + 2; i++) {
      free.add(source.newBatch());
    }
    order();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "seco-loader");
    thread.setDaemon(true);
    return thread;
  }

  private void order() {
    while (!free.isEmpty() && next < end) {
      B batch = free.remove();
      long number = next++;
      ahead.add(
          threads.submit(
              () -> {
                source.fill(number, batch);
                return batch;
              }));
    }
  }

  /**
   * The next batch. It may be used until the next call. After a failure every call fails, and after
   * an interruption the next call gives the batch that was waited for: no batch is passed over.
   *
   * @throws InputException if a frame is damaged
   * @throws IOException if a frame could not be read
   */
  public B next() throws IOException, InterruptedException {
    if (threads.isShutdown()) {
      throw new IllegalStateException("the loader is closed");
    }
    if (lent != null) {
      free.add(lent);
      lent = null;
    }
    order();
    Future<B> ready = ahead.peek();
    if (ready == null) {
      throw new IllegalStateException("no batch is left before " + end);
    }
    B batch = loaded(ready);
    ahead.remove();
    lent = batch;
    return batch;
  }

  private static <B> B loaded(Future<B> batch) throws IOException, InterruptedException {
    try {
      return batch.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof InputException) {
        throw new InputException(String.valueOf(cause.getMessage()), e);
      }
      throw new IOException("a batch could not be loaded: " + cause, e);
    }
  }

  /** Ends the threads and waits for them, so that their source may be closed afterwards. */
  @Override
  public void close() {
    ahead.forEach(batch -> batch.cancel(false)); // an interrupted read would close the file
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
