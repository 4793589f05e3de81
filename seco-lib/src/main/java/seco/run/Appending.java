package seco.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Files that grow and are cut back to a saved length. */
final class Appending {
  private Appending() {}

  /**
   * Opens a file at a place; what stood behind it is gone.
   *
   * @throws IOException if the file is shorter
   */
  static RandomAccessFile open(Path file, long bytes) throws IOException {
    RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
    if (out.length() < bytes) {
      out.close();
      throw new IOException(file + ": shorter than when the run was saved");
    }
    out.setLength(bytes);
    out.seek(bytes);
    return out;
  }
}
