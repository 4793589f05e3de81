package seco.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import seco.InputException;

/** Keeps a folder to one writer; the system releases it when the process ends, however it ends. */
public final class FolderLock implements AutoCloseable {
  private static final String FILE = ".lock";

  /** Who only asks whether a folder is taken holds it for a moment, so a refusal is asked again. */
  private static final int ATTEMPTS = 5;

  private static final long MILLISECONDS_BETWEEN = 20;

  /**
   * Folders that this process holds. The system forgets a process's lock on a file as soon as the
   * process closes any channel to that file, so nobody here may open one a second time.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder, which must exist.
   *
   * @throws InputException if another process, or another part of this one, is writing there
   */
  public static FolderLock take(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!succeeds(() -> HELD.add(real))) {
      throw new InputException(folder + ": is being written by another part of this process");
    }
    FileChannel channel = null;
    try {
      FileChannel opened =
          FileChannel.open(real.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel = opened;
      if (succeeds(() -> opened.tryLock() != null)) {
        return new FolderLock(real, opened);
      }
      throw new InputException(folder + ": is being written by another process");
    } catch (IOException | RuntimeException e) {
      HELD.remove(real);
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  private interface Attempt {
    boolean succeeds() throws IOException;
  }

  private static boolean succeeds(Attempt once) throws IOException {
    for (int attempt = 1; !once.succeeds(); attempt++) {
      if (attempt == ATTEMPTS) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLISECONDS_BETWEEN));
    }
    return true;
  }

  /** Whether somebody is writing in the folder now. */
  public static boolean isTaken(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(FILE))) {
      return false;
    }
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(real.resolve(FILE), StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } finally {
      HELD.remove(real);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      HELD.remove(folder);
    }
  }
}
