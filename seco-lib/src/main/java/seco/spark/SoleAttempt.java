package seco.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import seco.InputException;
import seco.run.FolderLock;
import seco.run.SafeFile;

/**
 * Sees to it that of two attempts at the same piece only one works: the second waits until the
 * first has ended. That of a killed process has ended, as the system releases its lock.
 */
final class SoleAttempt implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final FolderLock lock;

  private SoleAttempt(FolderLock lock) {
    this.lock = lock;
  }

  /**
   * Waits until no other attempt is at work.
   *
   * @param folder that stands for the piece; made when needed
   * @throws IOException if another has not ended for long
   */
  static SoleAttempt take(Path folder) throws IOException, InterruptedException {
    SafeFile.createFolder(folder);
    long start = System.nanoTime();
    while (true) {
      try {
        return new SoleAttempt(FolderLock.take(folder));
      } catch (InputException e) {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new IOException(folder + ": another attempt is still at work", e);
        }
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
