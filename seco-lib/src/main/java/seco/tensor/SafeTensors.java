package seco.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.run.SafeFile;

/**
 * Files of named arrays in the safetensors format: a length, a JSON header, the values in row-major
 * order. Names keep their order, and nothing but the arrays and the given metadata is written, so
 * that the same arrays give the same bytes.
 */
public final class SafeTensors {
  private static final String METADATA = "__metadata__";
  private static final int LONGEST_HEADER = 100_000_000;
  private static final int ALIGNMENT = 8;
  private static final Map<DataType, String> TYPES =
      Map.of(
          DataType.FLOAT32, "F32",
          DataType.FLOAT64, "F64",
          DataType.INT64, "I64",
          DataType.INT32, "I32",
          DataType.UINT8, "U8");

  private SafeTensors() {}

  /**
   * What a file holds.
   *
   * @param arrays owned by the manager that was given
   * @param metadata texts of the header
   */
  public record Content(NamedArrays arrays, Map<String, String> metadata) {}

  /** Writes a file whole: beside its place, then moved there. */
  public static void write(Path file, NamedArrays arrays, Map<String, String> metadata)
      throws IOException {
    SafeFile.write(file, out -> write(out, arrays, metadata));
  }

  private static void write(OutputStream out, NamedArrays arrays, Map<String, String> metadata)
      throws IOException {
    byte[] header = header(arrays, metadata).getBytes(StandardCharsets.UTF_8);
    int padding = Math.floorMod(-header.length, ALIGNMENT);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(header.length + padding).array());
    out.write(header);
    out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    for (String name : arrays.names()) {
      // A view, such as images with their channels together, is laid out row-major first.
      ByteBuffer values = arrays.get(name).toByteBuffer();
      byte[] bytes = new byte[values.remaining()];
      values.get(bytes);
      out.write(bytes);
    }
  }

  private static String header(NamedArrays arrays, Map<String, String> metadata) {
    JsonObject header = new JsonObject();
    if (!metadata.isEmpty()) {
      JsonObject texts = new JsonObject();
      metadata.forEach(texts::addProperty);
      header.add(METADATA, texts);
    }
    long offset = 0;
    for (String name : arrays.names()) {
      NDArray array = arrays.get(name);
      String type = TYPES.get(array.getDataType());
      if (type == null) {
        throw new IllegalArgumentException(
            name + ": arrays of type " + array.getDataType() + " cannot be written");
      }
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", type);
      JsonArray shape = new JsonArray();
      for (long size : array.getShape().getShape()) {
        shape.add(size);
      }
      entry.add("shape", shape);
      long bytes = array.size() * array.getDataType().getNumOfBytes();
      JsonArray offsets = new JsonArray();
      offsets.add(offset);
      offsets.add(offset + bytes);
      entry.add("data_offsets", offsets);
      header.add(name, entry);
      offset += bytes;
    }
    return header.toString();
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
      return read(file, channel, manager);
    } catch (InputException e) {
      throw e;
    } catch (EOFException | RuntimeException e) { // whatever a header without sense leads to
      throw new InputException(file + ": not a whole safetensors file", e);
    }
  }

  private static Content read(Path file, FileChannel channel, NDManager manager)
      throws IOException {
    long length = read(channel, 0, Long.BYTES).getLong();
    if (length < 2 || length > Math.min(LONGEST_HEADER, channel.size() - Long.BYTES)) {
      throw new InputException(file + ": not a safetensors file (header of " + length + " bytes)");
    }
    byte[] text = read(channel, Long.BYTES, (int) length).array();
    Header header = parse(file, new String(text, StandardCharsets.UTF_8));
    long start = Long.BYTES + length;
    requireFilled(file, header.entries, channel.size() - start);
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (Entry entry : header.entries) {
      ByteBuffer values = read(channel, start + entry.from, Math.toIntExact(entry.to - entry.from));
      arrays.put(entry.name, manager.create(values, new Shape(entry.shape), entry.type));
    }
    return new Content(new NamedArrays(arrays), header.metadata);
  }

  private record Header(List<Entry> entries, Map<String, String> metadata) {}

  /** An array's place: bytes {@code from} to {@code to} behind the header. */
  private record Entry(String name, DataType type, long[] shape, long from, long to) {}

  private static Header parse(Path file, String text) {
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try {
      JsonObject header = JsonParser.parseString(text).getAsJsonObject();
      for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
        JsonObject value = entry.getValue().getAsJsonObject();
        if (entry.getKey().equals(METADATA)) {
          value.entrySet().forEach(e -> metadata.put(e.getKey(), e.getValue().getAsString()));
        } else {
          entries.add(entry(file, entry.getKey(), value));
        }
      }
    } catch (InputException e) {
      throw e;
    } catch (RuntimeException e) { // whatever a parser of JSON throws where the text is otherwise
      throw new InputException(file + ": not a safetensors file (its header is damaged)", e);
    }
    return new Header(entries, metadata);
  }

  private static Entry entry(Path file, String name, JsonObject entry) {
    String typeName = entry.get("dtype").getAsString();
    DataType type =
        TYPES.entrySet().stream()
            .filter(e -> e.getValue().equals(typeName))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow(
                () -> new InputException(file + ": " + name + " has unknown type " + typeName));
    JsonArray sizes = entry.getAsJsonArray("shape");
    long[] shape = new long[sizes.size()];
    long bytes = type.getNumOfBytes();
    boolean possible = true;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sizes.get(i).getAsLong();
      bytes = Math.multiplyExact(bytes, shape[i]);
      possible &= shape[i] >= 0;
    }
    long from = entry.getAsJsonArray("data_offsets").get(0).getAsLong();
    long to = entry.getAsJsonArray("data_offsets").get(1).getAsLong();
    if (!possible || from < 0 || to - from != bytes) {
      throw new InputException(
          file + ": " + name + " of shape " + sizes + " does not fill bytes " + from + ".." + to);
    }
    return new Entry(name, type, shape, from, to);
  }

  /** Requires that the arrays fill the rest of the file, without gap or overlap. */
  private static void requireFilled(Path file, List<Entry> entries, long bytes) {
    long end = 0;
    for (Entry entry : entries.stream().sorted(Comparator.comparingLong(Entry::from)).toList()) {
      if (entry.from != end) {
        throw new InputException(
            file + ": " + entry.name + " begins at byte " + entry.from + ", expected " + end);
      }
      end = entry.to;
    }
    if (end != bytes) {
      throw new InputException(
          file + ": holds " + bytes + " bytes of values, its header describes " + end);
    }
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
