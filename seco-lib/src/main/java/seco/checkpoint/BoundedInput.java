package seco.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import seco.InputException;

/** A stretch of a file, read forwards and never past its end. Numbers are little-endian. */
final class BoundedInput {
  private static final int WINDOW_BYTES = 1 << 16;
  private static final int LONGEST_TEXT = 1 << 24;

  private final Path file;
  private final FileChannel channel;
  private final long end;
  private final ByteBuffer window;
  private long windowStart;

  /** The bytes {@code from} to {@code end} of a file. */
  BoundedInput(Path file, FileChannel channel, long from, long end) {
    this.file = file;
    this.channel = channel;
    this.windowStart = from;
    this.end = end;
    int bytes = (int) Math.max(0, Math.min(WINDOW_BYTES, end - from));
    window = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  }

  /** What to throw for a file that is not as it must be. */
  InputException refusal(String reason) {
    return new InputException(file + ": " + reason);
  }

  /** The next byte's place in the file. */
  long position() {
    return windowStart + window.position();
  }

  long remaining() {
    return end - position();
  }

  int unsignedByte() throws IOException {
    return require(1).get() & 0xFF;
  }

  int unsignedShort() throws IOException {
    return require(Short.BYTES).getShort() & 0xFFFF;
  }

  int integer() throws IOException {
    return require(Integer.BYTES).getInt();
  }

  long unsignedInteger() throws IOException {
    return Integer.toUnsignedLong(integer());
  }

  long longInteger() throws IOException {
    return require(Long.BYTES).getLong();
  }

  /** The next bytes; how many there must be is checked before room is made for them. */
  byte[] bytes(long count) throws IOException {
    requireRemaining(count);
    if (count > LONGEST_TEXT) {
      throw refusal("a text of " + count + " bytes at byte " + position());
    }
    byte[] bytes = new byte[(int) count];
    for (int done = 0; done < bytes.length; ) {
      int piece = Math.min(bytes.length - done, window.capacity());
      require(piece).get(bytes, done, piece);
      done += piece;
    }
    return bytes;
  }

  void skip(long count) throws IOException {
    requireRemaining(count);
    windowStart = position() + count;
    window.position(0).limit(0);
  }

  private void requireRemaining(long count) {
    if (count < 0 || count > remaining()) {
      throw refusal(
          "cut off or damaged, %s bytes are announced at byte %d where %d are left"
              .formatted(Long.toUnsignedString(count), position(), remaining()));
    }
  }

  private ByteBuffer require(int bytes) throws IOException {
    if (window.remaining() < bytes) {
      requireRemaining(bytes);
      windowStart = position();
      window.compact();
      window.limit((int) Math.min(window.capacity(), end - windowStart));
      while (window.hasRemaining()) {
        if (channel.read(window, windowStart + window.position()) < 0) {
          throw refusal("became shorter while it was read");
        }
      }
      window.flip();
    }
    return window;
  }
}
