package seco.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import seco.InputException;
import seco.run.SafeFile;

/**
 * Files of named arrays in the safetensors format: a length, a JSON header, the values in row-major
 * order. Names keep their order, and nothing but the arrays and the given metadata is written, so
 * that the same arrays give the same bytes.
 */
public final class SafeTensors {
  private static final int LONGEST_HEADER = 100_000_000;
  private static final int ALIGNMENT = 8;
  private static final int WRITTEN_AT_ONCE = 1 << 16;

  private SafeTensors() {}

  /**
   * What a file holds.
   *
   * @param arrays owned by the manager that was given
   * @param metadata texts of the header
   */
  public record Content(NamedArrays arrays, Map<String, String> metadata) {}

  /** What a header says of an array. */
  public record Described(String name, ElementType type, List<Long> shape) {
    /**
     * Bytes of all values.
     *
     * @throws ArithmeticException if they are more than can be counted
     */
    public long bytes() {
      return shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
    }
  }

  /** Gives an array's values: row-major, little-endian. */
  @FunctionalInterface
  public interface Source {
    ByteBuffer values(Described array) throws IOException;
  }

  /** Writes an array's values into a file: row-major, little-endian. */
  @FunctionalInterface
  public interface Writer {
    void write(Described array, OutputStream out) throws IOException;
  }

  /** Writes a file whole: beside its place, then moved there. */
  public static void write(Path file, NamedArrays arrays, Map<String, String> metadata)
      throws IOException {
    // A view, such as images with their channels together, is laid out row-major first.
    write(file, describe(arrays), metadata, array -> arrays.get(array.name()).toByteBuffer());
  }

  /**
   * Describes arrays as a header would.
   *
   * @throws IllegalArgumentException if an array's type is not of {@link ElementType}
   */
  public static List<Described> describe(NamedArrays arrays) {
    List<Described> described = new ArrayList<>();
    arrays.forEach((name, array) -> described.add(describe(name, array)));
    return described;
  }

  /** Writes a file whole, its values taken from {@code source} one array after the other. */
  public static void write(
      Path file, List<Described> arrays, Map<String, String> metadata, Source source)
      throws IOException {
    write(file, arrays, metadata, (array, out) -> copy(source.values(array), out));
  }

  /**
   * Writes a file whole, its values by {@code writer} one array after the other: arrays need not be
   * in memory.
   */
  public static void write(
      Path file, List<Described> arrays, Map<String, String> metadata, Writer writer)
      throws IOException {
    SafeFile.write(file, out -> write(out, arrays, metadata, writer));
  }

  private static Described describe(String name, NDArray array) {
    ElementType type =
        ElementType.of(array.getDataType())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        name + ": arrays of type " + array.getDataType() + " cannot be written"));
    return new Described(name, type, Arrays.stream(array.getShape().getShape()).boxed().toList());
  }

  private static void write(
      OutputStream out, List<Described> arrays, Map<String, String> metadata, Writer writer)
      throws IOException {
    byte[] header = SafeTensorsHeader.text(arrays, metadata).getBytes(StandardCharsets.UTF_8);
    int padding = Math.floorMod(-header.length, ALIGNMENT);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(header.length + padding).array());
    out.write(header);
    out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    for (Described array : arrays) {
      Counted counted = new Counted(out);
      writer.write(array, counted);
      if (counted.bytes != array.bytes()) {
        throw new IllegalStateException(
            array.name() + ": " + counted.bytes + " bytes, expected " + array.bytes());
      }
    }
  }

  private static final class Counted extends FilterOutputStream {
    private long bytes;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] b, int from, int length) throws IOException {
      out.write(b, from, length);
      bytes += length;
    }
  }

  private static void copy(ByteBuffer values, OutputStream out) throws IOException {
    byte[] bytes = new byte[WRITTEN_AT_ONCE];
    while (values.hasRemaining()) {
      int count = Math.min(bytes.length, values.remaining());
      values.get(bytes, 0, count);
      out.write(bytes, 0, count);
    }
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is absent, cut off or not of the format
   */
  public static Content read(Path file, NDManager manager) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": no such file");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      SafeTensorsHeader header = header(file, channel);
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      for (SafeTensorsHeader.Entry entry : header.entries()) {
        Described array = entry.array();
        ByteBuffer values = read(channel, entry.from(), Math.toIntExact(array.bytes()));
        long[] shape = array.shape().stream().mapToLong(size -> size).toArray();
        arrays.put(array.name(), Values.create(manager, values, new Shape(shape), array.type()));
      }
      return new Content(new NamedArrays(arrays), header.metadata());
    } catch (InputException e) {
      throw e;
    } catch (EOFException | RuntimeException e) { // whatever a header without sense leads to
      throw new InputException(file + ": not a whole safetensors file", e);
    }
  }

  /**
   * Reads what a file's header says, and no values.
   *
   * @throws InputException if the file is absent, cut off or not of the format
   */
  public static List<Described> describe(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": no such file");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return header(file, channel).entries().stream().map(SafeTensorsHeader.Entry::array).toList();
    } catch (InputException e) {
      throw e;
    } catch (EOFException | RuntimeException e) { // as above
      throw new InputException(file + ": not a whole safetensors file", e);
    }
  }

  /**
   * Reads a file's values array by array, each when it is asked for.
   *
   * @throws InputException as {@link #describe(Path)}
   */
  public static Source source(Path file) throws IOException {
    describe(file); // refuses what is no such file
    Map<String, Long> starts = new LinkedHashMap<>();
    try (FileChannel channel = FileChannel.open(file)) {
      header(file, channel).entries().forEach(e -> starts.put(e.array().name(), e.from()));
    }
    return array -> {
      long start = Objects.requireNonNull(starts.get(array.name()), array.name());
      try (FileChannel channel = FileChannel.open(file)) {
        return read(channel, start, Math.toIntExact(array.bytes()));
      } catch (EOFException | ArithmeticException e) {
        throw new InputException(file + ": " + array.name() + " cannot be read whole", e);
      }
    };
  }

  static SafeTensorsHeader header(Path file, FileChannel channel) throws IOException {
    long length = read(channel, 0, Long.BYTES).getLong();
    if (length < 2 || length > Math.min(LONGEST_HEADER, channel.size() - Long.BYTES)) {
      throw new InputException(file + ": not a safetensors file (header of " + length + " bytes)");
    }
    byte[] text = read(channel, Long.BYTES, (int) length).array();
    return SafeTensorsHeader.parse(
        file, new String(text, StandardCharsets.UTF_8), Long.BYTES + length, channel.size());
  }

  private static ByteBuffer read(FileChannel channel, long position, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }
}
