package seco.data.fetch;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Room on the disk, asked before anything is written. */
public final class DiskSpace {
  /** Left free for everybody else. */
  private static final long SPARE = 64L << 20;

  private DiskSpace() {}

  /** Free bytes where a file or folder will stand, whether or not it exists yet. */
  public static long freeAt(Path place) throws IOException {
    return storeAt(place).getUsableSpace();
  }

  /** The disk on which a file or folder will stand, whether or not it exists yet. */
  public static FileStore storeAt(Path place) throws IOException {
    Path at = place.toAbsolutePath().normalize();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return Files.getFileStore(at);
  }

  /**
   * Requires room for a number of bytes more.
   *
   * @throws IOException naming the place, what it needs and what is free
   */
  static void require(Path place, long bytes) throws IOException {
    long free = freeAt(place);
    if (bytes > free - SPARE) {
      throw new DiskException(
          place + ": needs " + text(bytes) + " of disk, but " + text(free) + " are free there");
    }
  }

  /** A number of bytes for people: {@code 6.96 GB}. */
  public static String text(long bytes) {
    if (bytes < 1000) {
      return bytes + " bytes";
    }
    String[] units = {"kB", "MB", "GB", "TB"};
    double size = bytes / 1e3;
    int unit = 0;
    while (size >= 999.5 && unit < units.length - 1) {
      size /= 1e3;
      unit++;
    }
    return String.format(Locale.ROOT, size < 10 ? "%.2f %s" : "%.0f %s", size, units[unit]);
  }
}
