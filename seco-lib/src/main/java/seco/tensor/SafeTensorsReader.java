package seco.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import seco.InputException;
import seco.tensor.SafeTensors.Described;

/**
 * A safetensors file whose arrays are read when they are asked for, straight into an array of Java,
 * a few megabytes at a time: a large one is never held twice.
 */
public final class SafeTensorsReader implements AutoCloseable {
  private static final int BYTES_AT_ONCE = 1 << 22;
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Path file;
  private final FileChannel channel;
  private final SafeTensorsHeader header;
  private final ByteBuffer part =
      ByteBuffer.allocateDirect(BYTES_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);

  private SafeTensorsReader(Path file, FileChannel channel, SafeTensorsHeader header) {
    this.file = file;
    this.channel = channel;
    this.header = header;
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws InputException if it is absent, cut off or not of the format
   */
  public static SafeTensorsReader open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": no such file");
    }
    FileChannel channel = FileChannel.open(file);
    try {
      return new SafeTensorsReader(file, channel, SafeTensors.header(file, channel));
    } catch (InputException e) {
      channel.close();
      throw e;
    } catch (EOFException | RuntimeException e) { // whatever a header without sense leads to
      channel.close();
      throw new InputException(file + ": not a whole safetensors file", e);
    }
  }

  /** The names of the arrays, in the header's order. */
  public List<String> names() {
    return header.entries().stream().map(entry -> entry.array().name()).toList();
  }

  /** Texts of the header. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** What the header says of an array. */
  public Optional<Described> array(String name) {
    return header.entries().stream()
        .map(SafeTensorsHeader.Entry::array)
        .filter(array -> array.name().equals(name))
        .findFirst();
  }

  /** The values, row-major, of an array of single or half precision. */
  public float[] floats(Described array) throws IOException {
    float[] values = new float[count(array)];
    read(array, (from, to) -> floats(array.type(), values, from, to));
    return values;
  }

  private void floats(ElementType type, float[] values, int from, int to) {
    switch (type) {
      case FLOAT32 -> part.asFloatBuffer().get(values, from, to - from);
      case FLOAT16 -> {
        for (int i = from; i < to; i++) {
          values[i] = ElementType.half(part.getShort());
        }
      }
      case BFLOAT16 -> {
        for (int i = from; i < to; i++) {
          values[i] = Float.intBitsToFloat(part.getShort() << Short.SIZE);
        }
      }
      default -> throw new IllegalArgumentException(type + ": not of single or half precision");
    }
  }

  /** The values of an array of 16-bit or 32-bit whole numbers. */
  public int[] ints(Described array) throws IOException {
    int[] values = new int[count(array)];
    if (array.type() != ElementType.INT32 && array.type() != ElementType.INT16) {
      throw new IllegalArgumentException(array.type() + ": not of 16-bit or 32-bit numbers");
    }
    boolean wide = array.type() == ElementType.INT32;
    read(
        array,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            values[i] = wide ? part.getInt() : part.getShort();
          }
        });
    return values;
  }

  private int count(Described array) {
    long count = array.bytes() / array.type().bytes();
    if (count > LONGEST_ARRAY) {
      throw new InputException(
          file + ": " + array.name() + " holds " + count + " numbers, at most " + LONGEST_ARRAY);
    }
    return (int) count;
  }

  /** Takes the values {@code from} to {@code to} out of the part that was read. */
  @FunctionalInterface
  private interface Taking {
    void take(int from, int to);
  }

  private void read(Described array, Taking taking) throws IOException {
    long start = start(array);
    int count = count(array);
    int size = array.type().bytes();
    int atOnce = BYTES_AT_ONCE / size;
    for (int from = 0; from < count; from += Math.min(atOnce, count - from)) {
      int to = from + Math.min(atOnce, count - from);
      part.clear().limit((to - from) * size);
      long position = start + (long) from * size;
      while (part.hasRemaining()) {
        if (channel.read(part, position + part.position()) < 0) {
          throw new InputException(file + ": " + array.name() + " cannot be read whole");
        }
      }
      part.flip();
      taking.take(from, to);
    }
  }

  private long start(Described array) {
    return header.entries().stream()
        .filter(entry -> entry.array().equals(array))
        .mapToLong(SafeTensorsHeader.Entry::from)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(array.name() + ": not of " + file));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
