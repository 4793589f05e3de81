package seco.run;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Curves as TensorBoard reads them: a file of records, each a length and a protocol buffer {@code
 * Event}, both with a check sum.
 */
public final class EventFile implements AutoCloseable {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  /** Bytes of a record beside its event: the length and two check sums. */
  private static final int AROUND_EVENT = 16;

  private final Appending out;

  private EventFile(Appending out) {
    this.out = out;
  }

  /** A new file; an older one of the name is replaced. */
  public static EventFile create(Path file) throws IOException {
    EventFile events = resume(file, 0);
    events.write(version());
    return events;
  }

  /** The first event of every file. */
  private static byte[] version() {
    return new Message().float64(1, now()).text(3, "brain.Event:2").bytes();
  }

  /** Whether a file is not there, or is too short for more than its first event. */
  static boolean isWithoutScalars(Path file) throws IOException {
    return Files.notExists(file) || Files.size(file) <= version().length + AROUND_EVENT;
  }

  /**
   * A file that goes on.
   *
   * @param bytes its length when the state that is resumed was saved; later events are dropped
   */
  public static EventFile resume(Path file, long bytes) throws IOException {
    return new EventFile(Appending.open(file, bytes));
  }

  /**
   * Whether a file is as it was when a state was saved, as far as the lengths of its events tell.
   *
   * @param bytes its length then
   */
  public static boolean reaches(Path file, long bytes) throws IOException {
    if (bytes == 0 || !Appending.reaches(file, bytes)) {
      return false;
    }
    try (RandomAccessFile events = new RandomAccessFile(file.toFile(), "r")) {
      long at = 0;
      while (at >= 0 && at < bytes) {
        events.seek(at);
        long length = Long.reverseBytes(events.readLong());
        at = length < 0 || length > bytes ? -1 : at + length + AROUND_EVENT;
      }
      return at == bytes;
    } catch (EOFException e) {
      return false;
    }
  }

  /**
   * Appends an event: the values of one step by their tags, for example {@code loss/inter}. What is
   * NaN is left out.
   */
  public void scalars(long step, Map<String, Double> values) throws IOException {
    Message summary = new Message();
    values.forEach(
        (tag, value) -> {
          if (!Double.isNaN(value)) {
            Message scalar = new Message().text(1, tag).float32(2, value.floatValue());
            summary.message(1, scalar);
          }
        });
    Message event = new Message().float64(1, now()).integer(2, step).message(5, summary);
    write(event.bytes());
  }

  private static double now() {
    return System.currentTimeMillis() / 1e3;
  }

  private void write(byte[] event) throws IOException {
    ByteBuffer record =
        ByteBuffer.allocate(event.length + AROUND_EVENT)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(event.length);
    record.putInt(maskedCrc(record.array(), Long.BYTES)).put(event);
    record.putInt(maskedCrc(event, event.length));
    out.write(record.array(), "an event");
  }

  /** CRC-32C, turned by 15 bits and moved, as records of this kind have it. */
  static int maskedCrc(byte[] data, int length) {
    CRC32C crc = new CRC32C();
    crc.update(data, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }

  /** Bytes written so far, all of them on the disk, for a checkpoint. */
  public long bytes() throws IOException {
    return out.savedBytes();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** A protocol buffer's fields, one after the other. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message integer(int field, long value) {
      key(field, VARINT);
      varint(value);
      return this;
    }

    Message float64(int field, double value) {
      key(field, FIXED64);
      out.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
      return this;
    }

    Message float32(int field, float value) {
      key(field, FIXED32);
      out.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.bytes());
    }

    private Message bytes(int field, byte[] value) {
      key(field, BYTES);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    private void key(int field, int type) {
      varint((long) field << 3 | type);
    }

    /** Seven bits a byte, the lowest first; the eighth says that more follow. */
    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    private static ByteBuffer littleEndian(int bytes) {
      return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
