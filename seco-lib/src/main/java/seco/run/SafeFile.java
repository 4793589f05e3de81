package seco.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/** Files that are either whole or absent: written beside their place, synced, then moved there. */
public final class SafeFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private SafeFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file whole. When writing fails, the file that stood there before is untouched.
   *
   * @throws IOException naming the file, for example when the disk is full
   */
  public static void write(Path target, Content content) throws IOException {
    Path partial = beside(target);
    try {
      try (FileOperation.Output file = FileOperation.create(partial);
          OutputStream out = new BufferedOutputStream(file, BUFFER_BYTES)) {
        content.writeTo(out);
        out.flush();
        file.sync();
      }
      move(partial, target);
    } catch (IOException e) {
      Files.deleteIfExists(partial);
      throw new IOException(target + ": could not be written (" + reason(e) + ")", e);
    } catch (RuntimeException | Error e) {
      Files.deleteIfExists(partial);
      throw e;
    }
  }

  /** Writes a text file whole, in UTF-8. */
  public static void writeText(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Moves a finished file or folder to its place, in one operation where the system has it. Its new
   * name is on the disk afterwards.
   */
  public static void move(Path from, Path to) throws IOException {
    FileOperation.move(from, to);
  }

  /** Makes a folder and those above it; their names are on the disk afterwards. */
  public static void createFolder(Path folder) throws IOException {
    FileOperation.createFolders(folder);
  }

  /** Where a file or folder is built before it is moved: the same name with {@code .partial}. */
  public static Path beside(Path target) {
    return target.resolveSibling(target.getFileName() + ".partial");
  }

  /**
   * Requires that a file or folder could be made at a place, before any work is done for it.
   *
   * @throws InputException if a part of its path is a file, or its parent cannot be written
   */
  public static Path requireWritable(Path target) {
    Path parent = target.toAbsolutePath().normalize().getParent();
    while (parent != null && !Files.exists(parent)) {
      parent = parent.getParent();
    }
    if (parent == null || !Files.isDirectory(parent)) {
      throw new InputException(target + ": cannot be created, " + parent + " is not a folder");
    }
    if (!Files.isWritable(parent)) {
      throw new InputException(target + ": cannot be created, " + parent + " is not writable");
    }
    return target;
  }

  /** Whether something stands at a place; an empty folder is as good as nothing. */
  public static boolean isOccupied(Path target) throws IOException {
    if (!Files.isDirectory(target)) {
      return Files.exists(target);
    }
    try (Stream<Path> files = Files.list(target)) {
      return files.findAny().isPresent();
    }
  }

  /** The first folder or file on the way to a place, itself included, that does not exist yet. */
  public static @Nullable Path firstMissing(Path target) {
    Path missing = null;
    Path at = target.toAbsolutePath().normalize();
    while (at != null && !Files.exists(at)) {
      missing = at;
      at = at.getParent();
    }
    return missing;
  }

  /**
   * Takes back what was made: a folder with all that is in it, and those of its parents that were
   * made with it and are empty.
   *
   * @param first what {@link #firstMissing} said before; null leaves everything
   */
  public static void undo(Path folder, @Nullable Path first) throws IOException {
    if (first == null) {
      return;
    }
    deleteTree(folder);
    Path at = folder.toAbsolutePath().normalize();
    while (at != null && at.startsWith(first) && !isOccupied(at)) {
      Files.deleteIfExists(at);
      at = at.getParent();
    }
  }

  /** Makes the folder in which a file will stand. */
  public static void createParent(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }

  /** Deletes a folder and all that is in it; an absent folder is fine. */
  public static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        FileOperation.delete(file);
      }
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
