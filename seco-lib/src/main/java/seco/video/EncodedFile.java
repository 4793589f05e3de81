package seco.video;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.bytedeco.javacv.Seekable;

/**
 * A file that the encoder writes. The encoder's own files end silently where the disk is full; this
 * one remembers it. It never throws while the encoder runs, because the encoder cannot pass it on.
 */
final class EncodedFile extends OutputStream implements Seekable {
  private static final int FROM_START = 0;
  private static final int FROM_HERE = 1;
  private static final int FROM_END = 2;

  private final RandomAccessFile file;
  private String failure = "";

  EncodedFile(Path path) throws IOException {
    file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(0);
  }

  /** What went wrong so far; empty when nothing did. */
  String failure() {
    return failure;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      file.write(bytes, offset, length);
    } catch (IOException e) {
      remember(e);
    }
  }

  @Override
  public void seek(long offset, int whence) {
    try {
      switch (whence) {
        case FROM_START -> file.seek(offset);
        case FROM_HERE -> file.seek(file.getFilePointer() + offset);
        case FROM_END -> file.seek(file.length() + offset);
        default -> throw new IOException("unknown way to seek: " + whence);
      }
    } catch (IOException e) {
      remember(e);
    }
  }

  private void remember(IOException e) {
    if (failure.isEmpty()) {
      failure = String.valueOf(e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
