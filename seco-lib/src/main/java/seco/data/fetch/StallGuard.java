package seco.data.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The body of an answer that gives up when the server stays silent for too long. */
final class StallGuard extends FilterInputStream {
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "seco-stall");
            thread.setDaemon(true);
            return thread;
          });

  private final Duration patience;
  private final ScheduledFuture<?> watch;
  private volatile long readingSince;
  private volatile boolean reading;
  private volatile boolean stalled;

  StallGuard(InputStream body, Duration patience) {
    super(body);
    this.patience = patience;
    long period = Math.max(1, patience.toMillis() / 4);
    watch = CLOCK.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (reading && System.nanoTime() - readingSince > patience.toNanos()) {
      stalled = true;
      try {
        in.close(); // wakes the reader
      } catch (IOException e) {
        // the reader learns of it itself
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    readingSince = System.nanoTime();
    reading = true;
    try {
      return in.read(bytes, from, count);
    } catch (IOException e) {
      if (stalled) {
        throw new IOException("the connection was silent for " + patience.toSeconds() + " s", e);
      }
      throw e;
    } finally {
      reading = false;
    }
  }

  @Override
  public void close() throws IOException {
    watch.cancel(false);
    in.close();
  }
}
