package seco.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C, and any other request that the process may end, into a question that a loop asks
 * between its steps. The process ends when this is closed.
 */
final class StopRequest implements AutoCloseable {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::request, "seco-stop");
  private volatile boolean requested;

  StopRequest() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void request() {
    requested = true;
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process shall end. */
  boolean requested() {
    return requested;
  }

  @Override
  public void close() {
    ended.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the request came just now; the hook ends by itself
      }
    }
  }
}
