package seco.run;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The single operations of which safe writing consists. A process may end before each of them, and
 * what stands on the disk then must be enough to go on.
 */
enum FileOperation {
  CREATE_FOLDER,
  CREATE,
  WRITE,
  CUT,
  SYNC,
  MOVE,
  SYNC_FOLDER,
  DELETE;

  /** Is told of each operation before it is done. */
  interface Observer {
    void before(FileOperation operation, Path file);
  }

  private static final boolean WINDOWS = File.separatorChar == '\\'; // knows no folder to sync
  private static volatile Observer observer = (operation, file) -> {};

  /** Lets all operations of this process be observed from now on. */
  static void observe(Observer next) {
    observer = next;
  }

  /** Tells that this operation comes next. */
  void comes(Path file) {
    observer.before(this, file);
  }

  /** Makes a folder and those above it, all of them on the disk for good. */
  static void createFolders(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      return;
    }
    Path parent = absolute.getParent();
    if (parent != null) {
      createFolders(parent);
    }
    CREATE_FOLDER.comes(absolute);
    Files.createDirectories(absolute);
    syncFolder(parent == null ? absolute : parent);
  }

  /** A new file in place of an older one. */
  static Output create(Path file) throws IOException {
    CREATE.comes(file);
    return new Output(file);
  }

  /** Moves a file or folder, in one operation where the system has it. */
  static void move(Path from, Path to) throws IOException {
    MOVE.comes(to);
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
    Path parent = to.toAbsolutePath().getParent();
    if (parent != null) {
      syncFolder(parent);
    }
  }

  /** Brings a folder's names to the disk, where its file system can do that for folders. */
  static void syncFolder(Path folder) {
    if (WINDOWS) {
      return;
    }
    SYNC_FOLDER.comes(folder);
    boolean interrupted = Thread.interrupted();
    try {
      while (!trySyncFolder(folder)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** False if the thread was interrupted meanwhile. */
  private static boolean trySyncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
    } catch (IOException e) {
      return true; // some network file systems know no such request; the move itself is done
    }
  }

  /** Deletes a file or an empty folder. */
  static void delete(Path file) throws IOException {
    DELETE.comes(file);
    Files.delete(file);
  }

  /** A file that is being written. Not a channel: an interrupted thread would find it closed. */
  static final class Output extends OutputStream {
    private final Path file;
    private final FileOutputStream out;

    private Output(Path file) throws IOException {
      this.file = file;
      out = new FileOutputStream(file.toFile());
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      WRITE.comes(file);
      out.write(bytes, from, count);
    }

    /** Brings everything written so far to the disk. */
    void sync() throws IOException {
      SYNC.comes(file);
      out.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
