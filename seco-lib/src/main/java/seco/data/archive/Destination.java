package seco.data.archive;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import seco.InputException;
import seco.data.fetch.DiskSpace;

/** The folder into which an archive is unpacked. Nothing in it is written through a link. */
final class Destination {
  /** For what is being written and notes on what was; the doctor passes over {@code .seco-*}. */
  static final String NOTES = ".seco-unpack";

  private static final String PART = "part-";

  private final Path root;

  Destination(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path root() {
    return root;
  }

  Path notes() {
    return root.resolve(NOTES);
  }

  /** Where a member is written before it is whole. */
  Path part(int depth) {
    return notes().resolve(PART + depth);
  }

  /** Deletes what an earlier process left half-written. */
  void deleteParts() throws IOException {
    for (int depth = 0; depth <= 1; depth++) {
      Files.deleteIfExists(part(depth));
    }
  }

  /**
   * The relative path of a member.
   *
   * @throws InputException if this system cannot have files of the name
   */
  Path relative(String path) {
    try {
      Path relative = root.getFileSystem().getPath(path);
      if (relative.isAbsolute() || !root.resolve(relative).normalize().startsWith(root)) {
        throw new InputException("leads out of the folder");
      }
      return relative;
    } catch (InvalidPathException e) {
      throw new InputException(
          "has a name that this system cannot store ("
              + e.getReason()
              + "); a locale with UTF-8,"
              + " such as LC_ALL=C.UTF-8, may help",
          e);
    }
  }

  /**
   * Requires that the folders of a member are folders, or not there yet.
   *
   * @throws InputException naming what stands in the way
   */
  Path requireFree(Path relative) {
    Path at = root;
    for (int i = 0; i < relative.getNameCount(); i++) {
      at = at.resolve(relative.getName(i));
      boolean last = i == relative.getNameCount() - 1;
      if (Files.isSymbolicLink(at)) {
        throw new InputException(at + " is a symbolic link, and nothing is written through links");
      }
      if (!last && Files.exists(at) && !Files.isDirectory(at)) {
        throw new InputException(at + " is a file where a folder is needed");
      }
    }
    return at;
  }

  /** Whether a file of a size and a sum stands at a place. */
  boolean holds(Path relative, long bytes, long crc) throws IOException {
    return holds(relative, bytes) && crc(root.resolve(relative)) == crc;
  }

  /** Whether a file of a size stands at a place. */
  boolean holds(Path relative, long bytes) throws IOException {
    Path file = root.resolve(relative);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == bytes;
  }

  boolean isOccupied(Path relative) {
    return Files.exists(root.resolve(relative), LinkOption.NOFOLLOW_LINKS);
  }

  private static long crc(Path file) throws IOException {
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(new FileInputStream(file.toFile()), crc)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return crc.getValue();
  }

  void createFolder(Path relative) throws IOException {
    requireFree(relative.resolve("within"));
    Path folder = root.resolve(relative);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new NotWrittenException(folder + ": could not be made (" + e.getMessage() + ")", e);
    }
  }

  /** Moves a whole member to its place, in one operation. */
  void place(Path part, Path relative) throws IOException {
    Path file = requireFree(relative);
    Path parent = relative.getParent();
    if (parent != null) {
      createFolder(parent);
    }
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new NotWrittenException(file + ": could not be written (" + e.getMessage() + ")", e);
    }
  }

  /** Brings a file to the disk for good. */
  void sync(Path relative) throws IOException {
    try (FileChannel file = FileChannel.open(root.resolve(relative), StandardOpenOption.WRITE)) {
      file.force(true);
    } catch (IOException e) {
      throw new NotWrittenException(relative + ": not brought to disk (" + e.getMessage() + ")", e);
    }
  }

  /** Whether names that differ only in upper and lower case are the same to the file system. */
  boolean foldsCase(Path standing) {
    String name = standing.getFileName().toString();
    String other = name.toUpperCase(java.util.Locale.ROOT);
    return !other.equals(name) && Files.exists(standing.resolveSibling(other));
  }

  FileStore store() throws IOException {
    return DiskSpace.storeAt(root);
  }
}
