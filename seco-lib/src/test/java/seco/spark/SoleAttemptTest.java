package seco.spark;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import seco.ChildJvm;
import seco.run.FolderLock;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class SoleAttemptTest {
  @TempDir Path folder;

  @Test
  void attempt_afterOneThatWasKilled_worksAtOnce() throws Exception {
    Path piece = Files.createDirectories(folder.resolve("order-1"));
    Process first = new ProcessBuilder(ChildJvm.command(Holding.class, piece)).start();
    while (!FolderLock.isTaken(piece)) {
      assertTrue(first.isAlive());
      Thread.sleep(20);
    }
    first.destroyForcibly().waitFor();

    SoleAttempt.take(piece).close();

    assertFalse(FolderLock.isTaken(piece));
  }

  @Test
  void attempt_besideOneThatWorks_waitsForItsEnd() throws Exception {
    Path piece = folder.resolve("order-1");
    SoleAttempt first = SoleAttempt.take(piece);
    CountDownLatch second = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              try (SoleAttempt alone = SoleAttempt.take(piece)) {
                second.countDown();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    other.start();
    assertFalse(second.await(1, TimeUnit.SECONDS), "both at once");

    first.close();

    assertTrue(second.await(60, TimeUnit.SECONDS));
    other.join();
  }

  /** Takes a piece and never ends. */
  static final class Holding {
    private Holding() {}

    public static void main(String[] arguments) throws Exception {
      try (SoleAttempt alone = SoleAttempt.take(Path.of(arguments[0]))) {
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }
}
