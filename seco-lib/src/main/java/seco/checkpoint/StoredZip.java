package seco.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes a zip archive front to back as PyTorch's are: every entry stored as it is and beginning at
 * a multiple of 64 bytes. It holds no time, so that the same entries give the same bytes. Over 4 GB
 * or 65,534 entries it is a zip64 archive.
 */
final class StoredZip {
  private static final int ALIGNMENT = 64;
  private static final int HEADER_BYTES = 30;
  private static final int ENTRY_BYTES = 46;
  private static final int FIELD_BYTES = 4;
  private static final int HEADER = 0x04034b50;
  private static final int ENTRY = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END_OF_LARGE = 0x06064b50;
  private static final int END_OF_LARGE_BYTES = 56;
  private static final int LOCATOR = 0x07064b50;
  private static final int TAIL_BYTES = END_OF_LARGE_BYTES + 20 + 22;
  private static final int PLAIN_VERSION = 20;
  private static final int LARGE_VERSION = 45;
  private static final int PADDING_FIELD = 0x4246; // "FB", as PyTorch marks its own
  private static final int LARGE_FIELD = 1;
  private static final int FIRST_OF_1980 = 0x21; // a zip's earliest date
  private static final long ELSEWHERE = 0xFFFF_FFFFL;
  private static final int MANY = 0xFFFF;

  private final OutputStream out;
  private final WritableByteChannel channel;
  private final List<Written> entries = new ArrayList<>();
  private long position;

  /**
   * @param out where the archive goes
   * @param position bytes that stand before it in the file
   */
  StoredZip(OutputStream out, long position) {
    this.out = out;
    this.channel = Channels.newChannel(out);
    this.position = position;
  }

  private record Written(byte[] name, long header, long bytes, long checksum) {
    boolean isFar() {
      return header >= ELSEWHERE;
    }
  }

  /** Adds an entry. */
  void add(String name, ByteBuffer content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content.duplicate());
    byte[] letters = name.getBytes(StandardCharsets.UTF_8);
    Written entry = new Written(letters, position, content.remaining(), crc.getValue());
    long bare = position + HEADER_BYTES + letters.length + FIELD_BYTES;
    int padding = (int) Math.floorMod(-bare, (long) ALIGNMENT);
    ByteBuffer header = room(HEADER_BYTES + letters.length + FIELD_BYTES + padding);
    header.putInt(HEADER).putShort((short) PLAIN_VERSION);
    describe(header, entry).putShort((short) (FIELD_BYTES + padding)).put(letters);
    header.putShort((short) PADDING_FIELD).putShort((short) padding);
    write(header.rewind());
    write(content.duplicate());
    entries.add(entry);
  }

  /** Writes the directory. */
  void finish() throws IOException {
    long start = position;
    for (Written entry : entries) {
      int extra = entry.isFar() ? FIELD_BYTES + Long.BYTES : 0;
      ByteBuffer line = room(ENTRY_BYTES + entry.name.length + extra);
      short version = (short) (entry.isFar() ? LARGE_VERSION : PLAIN_VERSION);
      line.putInt(ENTRY).putShort(version).putShort(version);
      describe(line, entry).putShort((short) extra);
      line.position(ENTRY_BYTES - Integer.BYTES).putInt((int) Math.min(entry.header, ELSEWHERE));
      line.put(entry.name);
      if (entry.isFar()) {
        line.putShort((short) LARGE_FIELD).putShort((short) Long.BYTES).putLong(entry.header);
      }
      write(line.rewind());
    }
    end(start, position - start);
    out.flush();
  }

  /** What header and directory say alike, from the flags to the name's length. */
  private static ByteBuffer describe(ByteBuffer target, Written entry) {
    target.putShort((short) 0).putShort((short) 0); // flags, and stored as it is
    target.putShort((short) 0).putShort((short) FIRST_OF_1980);
    int bytes = (int) entry.bytes; // a buffer's length
    target.putInt((int) entry.checksum).putInt(bytes).putInt(bytes);
    return target.putShort((short) entry.name.length);
  }

  private void end(long start, long bytes) throws IOException {
    boolean large = start >= ELSEWHERE || bytes >= ELSEWHERE || entries.size() >= MANY;
    ByteBuffer tail = room(TAIL_BYTES);
    if (large) {
      tail.putInt(END_OF_LARGE).putLong(END_OF_LARGE_BYTES - 12);
      tail.putShort((short) LARGE_VERSION).putShort((short) LARGE_VERSION).putLong(0);
      tail.putLong(entries.size()).putLong(entries.size()).putLong(bytes).putLong(start);
      tail.putInt(LOCATOR).putInt(0).putLong(position).putInt(1);
    }
    short count = (short) Math.min(entries.size(), MANY);
    tail.putInt(END).putInt(0).putShort(count).putShort(count);
    tail.putInt((int) Math.min(bytes, ELSEWHERE)).putInt((int) Math.min(start, ELSEWHERE));
    write(tail.putShort((short) 0).flip());
  }

  private static ByteBuffer room(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(ByteBuffer bytes) throws IOException {
    position += bytes.remaining();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
