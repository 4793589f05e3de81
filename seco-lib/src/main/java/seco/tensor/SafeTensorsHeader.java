package seco.tensor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.tensor.SafeTensors.Described;

/**
 * The header of a safetensors file.
 *
 * @param entries in the header's order
 */
record SafeTensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";

  /** An array, whose values stand from byte {@code from} of the file on. */
  record Entry(Described array, long from) {}

  static String text(List<Described> arrays, Map<String, String> metadata) {
    JsonObject header = new JsonObject();
    if (!metadata.isEmpty()) {
      JsonObject texts = new JsonObject();
      metadata.forEach(texts::addProperty);
      header.add(METADATA, texts);
    }
    long offset = 0;
    for (Described array : arrays) {
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", array.type().safeTensorsName());
      JsonArray shape = new JsonArray();
      array.shape().forEach(shape::add);
      entry.add("shape", shape);
      JsonArray offsets = new JsonArray();
      offsets.add(offset);
      offset += array.bytes();
      offsets.add(offset);
      entry.add("data_offsets", offsets);
      header.add(array.name(), entry);
    }
    return header.toString();
  }

  /**
   * Understands a header.
   *
   * @param start of the values
   * @param end of the file
   */
  static SafeTensorsHeader parse(Path file, String text, long start, long end) {
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try {
      JsonObject header = JsonParser.parseString(text).getAsJsonObject();
      for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
        JsonObject value = entry.getValue().getAsJsonObject();
        if (entry.getKey().equals(METADATA)) {
          value.entrySet().forEach(e -> metadata.put(e.getKey(), e.getValue().getAsString()));
        } else {
          entries.add(entry(file, entry.getKey(), value, start));
        }
      }
    } catch (InputException e) {
      throw e;
    } catch (RuntimeException e) { // whatever a parser of JSON throws where the text is otherwise
      throw new InputException(file + ": not a safetensors file (its header is damaged)", e);
    }
    requireFilled(file, entries, start, end);
    return new SafeTensorsHeader(entries, metadata);
  }

  private static Entry entry(Path file, String name, JsonObject entry, long start) {
    String typeName = entry.get("dtype").getAsString();
    ElementType type =
        ElementType.ofSafeTensors(typeName)
            .orElseThrow(
                () -> new InputException(file + ": " + name + " has unknown type " + typeName));
    List<Long> shape = new ArrayList<>();
    entry.getAsJsonArray("shape").forEach(size -> shape.add(size.getAsLong()));
    long from = entry.getAsJsonArray("data_offsets").get(0).getAsLong();
    long to = entry.getAsJsonArray("data_offsets").get(1).getAsLong();
    Described array = new Described(name, type, List.copyOf(shape));
    boolean possible = shape.stream().allMatch(size -> size >= 0);
    if (!possible || from < 0 || to - from != array.bytes()) {
      throw new InputException(
          file + ": " + name + " of shape " + shape + " does not fill bytes " + from + ".." + to);
    }
    return new Entry(array, Math.addExact(start, from));
  }

  /** Requires that the arrays fill the rest of the file, without gap or overlap. */
  private static void requireFilled(Path file, List<Entry> entries, long start, long fileEnd) {
    long end = start;
    for (Entry entry : entries.stream().sorted(Comparator.comparingLong(Entry::from)).toList()) {
      if (entry.from != end) {
        throw new InputException(
            "%s: %s begins at byte %d, expected %d"
                .formatted(file, entry.array.name(), entry.from - start, end - start));
      }
      end += entry.array.bytes();
    }
    if (end != fileEnd) {
      throw new InputException(
          "%s: holds %d bytes of values, its header describes %d"
              .formatted(file, fileEnd - start, end - start));
    }
  }
}
