package seco.data.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * The blocks of a rar archive of format 4 and older. The library that decompresses it passes over
 * damaged headers in silence, so they are verified here first.
 */
final class Rar4Blocks {
  private static final int MARK = 0x72;
  private static final int MAIN = 0x73;
  private static final int FILE = 0x74;
  private static final int END = 0x7B;

  private static final int MAIN_BYTES = 13;
  private static final int MAIN_VOLUME = 0x01;
  private static final int MAIN_COMMENT = 0x02;
  private static final int MAIN_ENCRYPTED = 0x80;
  private static final int FILE_COMMENT = 0x08;
  private static final int FILE_LARGE = 0x100;
  private static final int HAS_DATA = 0x8000;
  private static final int START_BYTES = 7;

  private final RandomAccessFile in;
  private int files;
  private boolean endSeen;

  private Rar4Blocks(RandomAccessFile in) {
    this.in = in;
  }

  /**
   * Verifies the check sums of all headers, and that nothing is cut off.
   *
   * @return the number of files and folders
   * @throws IOException saying what is damaged or not supported
   */
  static int verify(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      Rar4Blocks blocks = new Rar4Blocks(in);
      long at = 0;
      while (at < in.length() && !blocks.endSeen) { // old archives have no block that ends them
        at = blocks.next(at);
      }
      return blocks.files;
    } catch (EOFException e) {
      throw new IOException("cut off within a header", e);
    }
  }

  /** Verifies the block at a place and gives that of the next. */
  private long next(long at) throws IOException {
    in.seek(at);
    byte[] start = new byte[START_BYTES];
    in.readFully(start);
    ByteBuffer block = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    int type = start[2] & 0xFF;
    int flags = block.getShort(3) & 0xFFFF;
    int headerBytes = block.getShort(5) & 0xFFFF;
    if (headerBytes < START_BYTES) {
      throw new IOException("the header at byte " + at + " is damaged");
    }
    byte[] header = java.util.Arrays.copyOf(start, headerBytes);
    in.readFully(header, START_BYTES, headerBytes - START_BYTES);
    if (type != MARK) {
      requireSum(header, summedBytes(type, flags, headerBytes), at);
    }
    look(type, flags);
    return requireWithin(at + headerBytes + dataBytes(header, type, flags), at);
  }

  private void look(int type, int flags) throws IOException {
    if (type == MAIN && (flags & MAIN_ENCRYPTED) != 0) {
      throw new seco.InputException("its headers are encrypted");
    }
    if (type == MAIN && (flags & MAIN_VOLUME) != 0) {
      throw new seco.InputException("it is one of several parts; only whole archives are read");
    }
    files += type == FILE ? 1 : 0;
    endSeen = type == END;
  }

  /** Old comments stand within a header, behind what its sum covers; 0: nothing can be verified. */
  private static int summedBytes(int type, int flags, int headerBytes) {
    if (type == MAIN) {
      return (flags & MAIN_COMMENT) != 0 ? Math.min(MAIN_BYTES, headerBytes) : headerBytes;
    }
    boolean known = type == FILE && (flags & FILE_COMMENT) == 0 || type == END;
    return known ? headerBytes : 0;
  }

  private static void requireSum(byte[] header, int bytes, long at) throws IOException {
    if (bytes > 0) {
      CRC32 crc = new CRC32();
      crc.update(header, 2, bytes - 2);
      int stored = header[0] & 0xFF | (header[1] & 0xFF) << 8;
      if ((crc.getValue() & 0xFFFF) != stored) {
        throw new IOException("the header at byte " + at + " has a wrong check sum");
      }
    }
  }

  private static long dataBytes(byte[] header, int type, int flags) {
    if ((flags & HAS_DATA) == 0 || header.length < 11) {
      return 0;
    }
    ByteBuffer block = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    long low = Integer.toUnsignedLong(block.getInt(START_BYTES));
    boolean large = type == FILE && (flags & FILE_LARGE) != 0 && header.length >= 36;
    return large ? low + (Integer.toUnsignedLong(block.getInt(32)) << 32) : low;
  }

  private long requireWithin(long end, long at) throws IOException {
    if (end < at || end > in.length()) {
      throw new IOException(
          "cut off: the block at byte %d ends at byte %d of %d".formatted(at, end, in.length()));
    }
    return end;
  }
}
