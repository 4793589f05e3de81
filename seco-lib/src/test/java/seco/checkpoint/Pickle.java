package seco.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A pickle put together by hand, opcode by opcode, and files around it. */
final class Pickle {
  static final int REDUCE = 'R';
  static final int EMPTY_TUPLE = ')';

  private static final byte[] MAGIC = {
    (byte) 0x80,
    2,
    (byte) 0x8a,
    10,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19,
    '.'
  };

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Pickle() {
    op(0x80, 2);
  }

  /** Opcodes and their arguments as they are. */
  Pickle op(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  Pickle text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    op('X', utf8.length & 0xFF, utf8.length >> 8, 0, 0);
    bytes.writeBytes(utf8);
    return this;
  }

  Pickle number(long value) {
    op(0x8a, Long.BYTES);
    bytes.writeBytes(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    return this;
  }

  Pickle global(String module, String name) {
    bytes.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Pickle tuple(long... values) {
    op('(');
    for (long value : values) {
      number(value);
    }
    return op('t');
  }

  Pickle storage(String type, String key, long elements) {
    return op('(')
        .text("storage")
        .global("torch", type + "Storage")
        .text(key)
        .text("cpu")
        .number(elements)
        .op('N', 't', 'Q');
  }

  /** A tensor of a storage; shape and strides have one or more sizes. */
  Pickle tensor(String type, String key, long total, long offset, long[] shape, long[] strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        .op('(')
        .storage(type, key, total)
        .number(offset)
        .tuple(shape)
        .tuple(strides)
        .op(0x89)
        .global("collections", "OrderedDict")
        .op(EMPTY_TUPLE, REDUCE)
        .op('t', REDUCE);
  }

  /** A tensor that is the whole of a storage. */
  Pickle vector(String type, String key, long elements) {
    return tensor(type, key, elements, 0, new long[] {elements}, new long[] {1});
  }

  byte[] end() {
    op('.');
    return bytes.toByteArray();
  }

  /** The older form up to its storages. */
  byte[] legacyHead(String... keys) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    out.writeBytes(new Pickle().op('M', 0xe9, 3).end());
    out.writeBytes(new Pickle().op('}').end());
    out.writeBytes(end());
    Pickle list = new Pickle().op(']');
    for (String key : keys) {
      list.text(key).op('a');
    }
    out.writeBytes(list.end());
    return out.toByteArray();
  }

  /** A file of the older form without storages. */
  Path legacy(Path file) throws IOException {
    return Files.write(file, legacyHead());
  }

  /** A file of the zip form with one storage of the key 0. */
  Path zip(Path file, String byteOrder, byte[] storage) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("x/data.pkl", end());
    entries.put("x/byteorder", byteOrder.getBytes(StandardCharsets.US_ASCII));
    entries.put("x/data/0", storage);
    return archive(file, entries, ZipEntry.STORED);
  }

  static Path archive(Path file, Map<String, byte[]> entries, int method) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setMethod(method);
        CRC32 crc = new CRC32();
        crc.update(content.getValue());
        entry.setCrc(crc.getValue());
        entry.setSize(content.getValue().length);
        zip.putNextEntry(entry);
        zip.write(content.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }
}
