package seco.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that grows and is cut back to a saved length. */
final class Appending implements AutoCloseable {
  private final Path file;
  private final RandomAccessFile out; // unlike a channel it survives an interrupted thread

  private Appending(Path file, RandomAccessFile out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Opens a file at a place; what stood behind it is gone.
   *
   * @throws IOException if the file is shorter
   */
  static Appending open(Path file, long bytes) throws IOException {
    if (bytes > 0 && !reaches(file, bytes)) { // nothing is made that would look like the file
      throw new IOException(file + ": shorter than when the run was saved");
    }
    FileOperation.CREATE.comes(file);
    RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
    try {
      FileOperation.CUT.comes(file);
      out.setLength(bytes);
      out.seek(bytes);
      return new Appending(file, out);
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  /** Whether a file is there and has at least so many bytes. */
  static boolean reaches(Path file, long bytes) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) >= bytes;
  }

  /**
   * Appends bytes.
   *
   * @param what they are, for the message
   * @throws IOException naming the file, for example when the disk is full
   */
  void write(byte[] bytes, String what) throws IOException {
    FileOperation.WRITE.comes(file);
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new IOException(
          file + ": " + what + " could not be written (" + e.getMessage() + ")", e);
    }
  }

  /** The length so far, all of it on the disk. */
  long savedBytes() throws IOException {
    FileOperation.SYNC.comes(file);
    out.getFD().sync();
    return out.getFilePointer();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
