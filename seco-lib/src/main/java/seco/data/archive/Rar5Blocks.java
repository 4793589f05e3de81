package seco.data.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/** The headers of a rar archive of format 5, which say all about its members but their content. */
final class Rar5Blocks {
  /** A check sum that the archive does not have. */
  static final long NO_CRC = -1;

  private static final int SIGNATURE_BYTES = 8;
  private static final int MOST_HEADER_BYTES = 2 << 20; // the format's own limit

  private static final int MAIN = 1;
  private static final int FILE = 2;
  private static final int ENCRYPTION = 4;
  private static final int END = 5;

  private static final int HAS_EXTRA = 1;
  private static final int HAS_DATA = 2;
  private static final int CONTINUES = 8 | 16;
  private static final int MAIN_VOLUME = 1;
  private static final int FILE_FOLDER = 1;
  private static final int FILE_TIME = 2;
  private static final int FILE_CRC = 4;
  private static final int FILE_SIZE_UNKNOWN = 8;
  private static final int EXTRA_ENCRYPTION = 1;
  private static final int EXTRA_LINK = 5;

  private final RandomAccessFile in;
  private final List<Member> members = new ArrayList<>();
  private boolean endSeen;

  private Rar5Blocks(RandomAccessFile in) {
    this.in = in;
  }

  /**
   * The members, in the archive's order.
   *
   * @throws IOException if a header is damaged or cut off
   */
  static List<Member> members(Path file, ArchiveReader.Guard guard) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      Rar5Blocks blocks = new Rar5Blocks(in);
      long at = SIGNATURE_BYTES;
      while (!blocks.endSeen) {
        at = blocks.next(at, guard);
      }
      return blocks.members;
    } catch (EOFException e) {
      throw new IOException("cut off, its end block is missing", e);
    } catch (BufferUnderflowException e) {
      throw new IOException("a header is damaged", e);
    }
  }

  private long next(long at, ArchiveReader.Guard guard) throws IOException {
    in.seek(at);
    int stored = Integer.reverseBytes(in.readInt());
    CRC32 crc = new CRC32();
    long headerBytes = 0;
    int shift = 0;
    int piece;
    do { // seven bits a byte, the lowest first
      piece = in.readUnsignedByte();
      crc.update(piece);
      headerBytes |= (long) (piece & 0x7F) << shift;
      shift += 7;
    } while ((piece & 0x80) != 0 && shift < 21);
    if (headerBytes < 1 || headerBytes > MOST_HEADER_BYTES) {
      throw new IOException("the header at byte " + at + " is damaged");
    }
    byte[] header = new byte[(int) headerBytes];
    in.readFully(header);
    crc.update(header);
    if ((int) crc.getValue() != stored) {
      throw new IOException("the header at byte " + at + " has a wrong check sum");
    }
    long data = block(ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN), guard);
    long end = in.getFilePointer() + data;
    if (data < 0 || end > in.length()) {
      throw new IOException(
          "cut off: the block at byte %d ends at byte %d of %d".formatted(at, end, in.length()));
    }
    return end;
  }

  /** Reads a header and gives the size of the data that follows it. */
  private long block(ByteBuffer header, ArchiveReader.Guard guard) throws IOException {
    long type = number(header);
    long flags = number(header);
    long extra = (flags & HAS_EXTRA) != 0 ? number(header) : 0;
    long data = (flags & HAS_DATA) != 0 ? number(header) : 0;
    if (type == ENCRYPTION) {
      throw new InputException("its headers are encrypted");
    }
    if (type == MAIN && (number(header) & MAIN_VOLUME) != 0) {
      throw new InputException("it is one of several parts; only whole archives are read");
    }
    if (type == FILE) {
      Member member = member(header, extra, (flags & CONTINUES) != 0);
      guard.announce(member.bytes());
      members.add(member);
    }
    endSeen = type == END;
    return data;
  }

  private static Member member(ByteBuffer header, long extra, boolean continues)
      throws IOException {
    long flags = number(header);
    long bytes = number(header);
    number(header); // attributes
    skip(header, (flags & FILE_TIME) != 0 ? Integer.BYTES : 0);
    boolean summed = (flags & FILE_CRC) != 0;
    long crc = summed ? Integer.toUnsignedLong(header.getInt()) : NO_CRC;
    number(header); // compression
    number(header); // system
    long nameBytes = number(header);
    if (bytes < 0 || nameBytes < 0 || nameBytes > header.remaining()) {
      throw new IOException("a header is damaged");
    }
    byte[] name = new byte[(int) nameBytes];
    header.get(name);
    String obstacle = continues ? "continues in another part of the archive" : null;
    if ((flags & FILE_SIZE_UNKNOWN) != 0) {
      obstacle = "does not say its size";
    }
    if (extra > 0 && obstacle == null) {
      obstacle = obstacle(header);
    }
    boolean folder = (flags & FILE_FOLDER) != 0;
    return new Member(
        new String(name, StandardCharsets.UTF_8), folder, folder ? 0 : bytes, crc, obstacle);
  }

  private static @Nullable String obstacle(ByteBuffer records) throws IOException {
    while (records.hasRemaining()) {
      long bytes = number(records);
      int end = records.position() + (int) Math.min(bytes, records.remaining());
      long type = number(records);
      if (type == EXTRA_ENCRYPTION) {
        return "is encrypted";
      }
      if (type == EXTRA_LINK) {
        return "is a link";
      }
      skip(records, end - records.position());
    }
    return null;
  }

  private static void skip(ByteBuffer header, int bytes) throws IOException {
    if (bytes < 0 || bytes > header.remaining()) {
      throw new IOException("a header is damaged");
    }
    header.position(header.position() + bytes);
  }

  private static long number(ByteBuffer header) throws IOException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte piece = header.get();
      number |= (long) (piece & 0x7F) << shift;
      if (piece >= 0) {
        return number;
      }
    }
    throw new IOException("a header is damaged");
  }
}
