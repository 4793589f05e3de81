package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  void take_twiceInOneProcess_isRefusedUntilItIsClosed() throws IOException {
    assertTrue(!FolderLock.isTaken(folder));
    try (FolderLock lock = FolderLock.take(folder)) {
      assertTrue(FolderLock.isTaken(folder));
      String message =
          assertThrows(InputException.class, () -> FolderLock.take(folder)).getMessage();
      assertEquals(folder + ": is being written by another part of this process", message);
    }
    assertTrue(!FolderLock.isTaken(folder));
    FolderLock.take(folder).close();
  }

  @Test
  void take_heldByAnotherProcess_isRefusedUntilThatEnds() throws Exception {
    Process holder = otherProcess();
    try (BufferedReader out = holder.inputReader()) {
      assertEquals("taken", out.readLine());
      assertTrue(FolderLock.isTaken(folder));
      assertThrows(InputException.class, () -> FolderLock.take(folder));
    } finally {
      holder.destroyForcibly();
    }
    holder.waitFor();
    FolderLock.take(folder).close();
  }

  @Test
  void take_afterOthersLookedAtIt_isStillHeldAgainstOtherProcesses() throws Exception {
    try (FolderLock lock = FolderLock.take(folder)) {
      assertTrue(FolderLock.isTaken(folder));
      assertThrows(InputException.class, () -> FolderLock.take(folder));
      Process other = otherProcess();
      try (BufferedReader out = other.inputReader()) {
        assertEquals("refused", out.readLine());
      } finally {
        other.destroyForcibly();
      }
    }
  }

  @Test
  void take_whileAnotherProcessOnlyAsks_isNotRefused() throws Exception {
    FolderLock.take(folder).close();
    Process asker = process(Asker.class);
    try (BufferedReader out = asker.inputReader()) {
      assertEquals("asks", out.readLine());
      for (int i = 0; i < 300; i++) {
        FolderLock.take(folder).close();
        Thread.sleep(1);
      }
      assertTrue(asker.isAlive(), "it has asked all the time");
    } finally {
      asker.destroyForcibly();
    }
  }

  @Test
  void take_whileAnotherThreadOnlyAsks_isNotRefused() throws Exception {
    FolderLock.take(folder).close();
    AtomicBoolean asking = new AtomicBoolean(true);
    FutureTask<Long> asker =
        new FutureTask<>(
            () -> {
              long asked = 0;
              for (; asking.get(); asked++) {
                FolderLock.isTaken(folder);
                Thread.sleep(0, 200_000);
              }
              return asked;
            });
    new Thread(asker).start();
    try {
      for (int i = 0; i < 2000; i++) {
        FolderLock.take(folder).close();
      }
    } finally {
      asking.set(false);
    }
    assertTrue(asker.get() > 10, "it has asked all the time");
  }

  private Process otherProcess() throws IOException {
    return process(Holder.class);
  }

  private Process process(Class<?> main) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Takes a folder, says so, and holds it until its input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (FolderLock lock = FolderLock.take(Path.of(arguments[0]))) {
        System.out.println("taken");
        System.in.read();
      } catch (InputException e) {
        System.out.println("refused");
      }
    }
  }

  /** Asks again and again whether a folder is taken. */
  static final class Asker {
    private Asker() {}

    public static void main(String[] arguments) throws Exception {
      System.out.println("asks");
      for (int i = 0; i < 60_000; i++) {
        FolderLock.isTaken(Path.of(arguments[0]));
        Thread.sleep(1);
      }
    }
  }
}
