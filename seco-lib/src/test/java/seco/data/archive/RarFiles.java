package seco.data.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/** Rar archives made byte by byte, their members stored as they are. */
final class RarFiles {
  static final int UNIX_FILE = 0x81A4;
  static final int UNIX_LINK = 0xA1FF;
  static final int UNIX_DEVICE = 0x61B0;
  private static final byte STORED = 0x30;

  private RarFiles() {}

  static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  /** Format 4. A name that ends with a slash is a folder. */
  static byte[] format4(Map<String, byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    start4(out, 0);
    files.forEach((name, content) -> file4(out, name, content, UNIX_FILE, 0));
    out.writeBytes(summed(block(20).put((byte) 0x7B).putShort((short) 0x4000).putShort((short) 7)));
    return out.toByteArray();
  }

  static void start4(ByteArrayOutputStream out, int flags) {
    out.writeBytes(new byte[] {'R', 'a', 'r', '!', 0x1A, 7, 0});
    ByteBuffer main = block(64).put((byte) 0x73).putShort((short) flags).putShort((short) 13);
    out.writeBytes(summed(main.putShort((short) 0).putInt(0)));
  }

  static void file4(ByteArrayOutputStream out, String name, byte[] content, int mode, int more) {
    boolean folder = name.endsWith("/");
    byte[] bytes = name.replaceAll("/$", "").replace('/', '\\').getBytes(StandardCharsets.UTF_8);
    int flags = 0x8000 | more | (folder ? 0xE0 : 0);
    ByteBuffer header =
        block(128 + bytes.length)
            .put((byte) 0x74)
            .putShort((short) flags)
            .putShort((short) (32 + bytes.length))
            .putInt(content.length)
            .putInt(content.length)
            .put((byte) 3)
            .putInt((int) crc(content))
            .putInt(0x4A21_0000)
            .put((byte) 20)
            .put(STORED)
            .putShort((short) bytes.length)
            .putInt(folder ? 0x41ED : mode)
            .put(bytes);
    out.writeBytes(summed(header));
    out.writeBytes(content);
  }

  /** A block with room for its sum. */
  private static ByteBuffer block(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN).position(2);
  }

  private static byte[] summed(ByteBuffer block) {
    byte[] bytes = new byte[block.position()];
    block.flip().get(bytes);
    CRC32 crc = new CRC32();
    crc.update(bytes, 2, bytes.length - 2);
    bytes[0] = (byte) crc.getValue();
    bytes[1] = (byte) (crc.getValue() >> 8);
    return bytes;
  }

  /** Format 5. */
  static byte[] format5(Map<String, byte[]> files) {
    return format5(files, true);
  }

  /**
   * Format 5.
   *
   * @param summed whether the members have a CRC-32
   */
  static byte[] format5(Map<String, byte[]> files, boolean summed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    start5(out);
    files.forEach((name, content) -> file5(out, name, content, summed, new byte[0]));
    out.writeBytes(header5(new byte[] {5, 0, 0}));
    return out.toByteArray();
  }

  static void start5(ByteArrayOutputStream out) {
    out.writeBytes(new byte[] {'R', 'a', 'r', '!', 0x1A, 7, 1, 0});
    out.writeBytes(header5(new byte[] {1, 0, 0}));
  }

  static void file5(
      ByteArrayOutputStream out, String name, byte[] content, boolean summed, byte[] extra) {
    boolean folder = name.endsWith("/");
    byte[] bytes = name.replaceAll("/$", "").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.write(2);
    boolean data = content.length > 0;
    header.write((data ? 2 : 0) | (extra.length > 0 ? 1 : 0));
    if (extra.length > 0) {
      number(header, extra.length);
    }
    if (data) {
      number(header, content.length);
    }
    number(header, (folder ? 1 : 0) | (summed ? 4 : 0));
    number(header, content.length);
    number(header, folder ? 0x41ED : UNIX_FILE);
    if (summed) {
      header.writeBytes(
          ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) crc(content)).array());
    }
    number(header, 0); // stored
    number(header, 1); // unix
    number(header, bytes.length);
    header.writeBytes(bytes);
    header.writeBytes(extra);
    out.writeBytes(header5(header.toByteArray()));
    out.writeBytes(content);
  }

  private static byte[] header5(byte[] header) {
    ByteArrayOutputStream sized = new ByteArrayOutputStream();
    number(sized, header.length);
    sized.writeBytes(header);
    byte[] bytes = sized.toByteArray();
    return ByteBuffer.allocate(4 + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) crc(bytes))
        .put(bytes)
        .array();
  }

  private static void number(ByteArrayOutputStream out, long number) {
    long rest = number;
    while (rest >= 0x80) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
