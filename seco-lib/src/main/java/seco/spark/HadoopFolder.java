package seco.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import seco.InputException;

/**
 * A folder in one of Hadoop's file systems. Its files are put there whole, and moved by renaming.
 */
final class HadoopFolder {
  private static final String HADOOP = "spark.hadoop.";
  private static final String PARTIAL = ".partial";

  private final FileSystem files;
  private final Path folder;

  private HadoopFolder(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /**
   * @param uri of the folder, which need not exist
   * @param settings of Spark; those that begin with {@code spark.hadoop.} are Hadoop's
   * @throws InputException if there is no such file system
   */
  static HadoopFolder of(String uri, Map<String, String> settings) throws IOException {
    Configuration configuration = new Configuration();
    settings.forEach(
        (name, value) -> {
          if (name.startsWith(HADOOP)) {
            configuration.set(name.substring(HADOOP.length()), value);
          }
        });
    try {
      Path path = new Path(uri);
      FileSystem system = path.getFileSystem(configuration);
      // The local one would write a file of checksums beside each of ours.
      return new HadoopFolder(
          system instanceof LocalFileSystem local ? local.getRawFileSystem() : system, path);
    } catch (IllegalArgumentException | org.apache.hadoop.fs.UnsupportedFileSystemException e) {
      throw new InputException(uri + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException missing) {
        throw new InputException(
            uri + ": " + missing.getMessage() + "; name its jars in SPARK_DIST_CLASSPATH", e);
      }
      throw e;
    }
  }

  /** The folder in which something is. */
  static HadoopFolder above(Place place, Map<String, String> settings) throws IOException {
    return of(place.sibling("").full() + "/", settings);
  }

  /** Bytes of a file; -1 where there is none. */
  long size(String name) throws IOException {
    try {
      FileStatus status = files.getFileStatus(new Path(folder, name));
      return status.isFile() ? status.getLen() : -1;
    } catch (FileNotFoundException e) {
      return -1;
    }
  }

  /** Whether there is a file. */
  boolean has(String name) throws IOException {
    return size(name) >= 0;
  }

  /** The names of what is in the folder; none where there is no folder. */
  List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try {
      for (FileStatus status : files.listStatus(folder)) {
        names.add(status.getPath().getName());
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return names;
  }

  /**
   * Copies a file to this machine.
   *
   * @throws InputException if there is none
   */
  void fetch(String name, java.nio.file.Path file) throws IOException {
    if (!has(name)) {
      throw new InputException(new Path(folder, name) + ": no such file");
    }
    java.nio.file.Files.createDirectories(file.getParent());
    try (var in = files.open(new Path(folder, name))) {
      java.nio.file.Files.copy(in, file);
    }
  }

  /** Puts a file of this machine there, unless another of the name has been put meanwhile. */
  void put(java.nio.file.Path file, String name) throws IOException {
    Path target = new Path(folder, name);
    Path partial = new Path(folder, name + "." + UUID.randomUUID() + PARTIAL);
    try {
      try (var out = files.create(partial, false)) {
        java.nio.file.Files.copy(file, out);
      }
      if (!renamed(partial, target) && !files.exists(target)) {
        throw new IOException(target + ": could not be written");
      }
    } finally {
      files.delete(partial, false);
    }
  }

  /** Puts a file of this machine there, in place of an older one. */
  void replace(java.nio.file.Path file, String name) throws IOException {
    files.delete(new Path(folder, name), false);
    put(file, name);
  }

  private boolean renamed(Path from, Path to) throws IOException {
    try {
      return files.rename(from, to);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Gives the folder another name; nothing has that name. */
  void moveTo(HadoopFolder other) throws IOException {
    if (!renamed(folder, other.folder)) {
      throw new IOException(folder + ": could not be moved to " + other.folder);
    }
  }

  void delete(String name) throws IOException {
    files.delete(new Path(folder, name), false);
  }

  /** Deletes the folder with all that is in it. */
  void deleteTree() throws IOException {
    files.delete(folder, true);
  }

  /** How many folders on the way to this one, itself included, do not exist. */
  int missing() throws IOException {
    int missing = 0;
    for (Path at = folder; at != null && !files.exists(at); at = at.getParent()) {
      missing++;
    }
    return missing;
  }

  /**
   * Deletes the folder with all that is in it, and of those above what was made with it and is
   * empty.
   *
   * @param made what {@link #missing} said before
   */
  void undo(int made) throws IOException {
    files.delete(folder, true);
    Path at = folder;
    for (int i = 1; i < made; i++) {
      at = at.getParent();
      if (at == null || files.listStatus(at).length > 0) {
        return;
      }
      files.delete(at, false);
    }
  }

  /** Deletes what killed attempts left. */
  void removeScraps() throws IOException {
    for (String name : names()) {
      if (name.endsWith(PARTIAL)) {
        delete(name);
      }
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
