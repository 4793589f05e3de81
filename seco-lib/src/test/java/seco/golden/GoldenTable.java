package seco.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Golden values as CSV with a header, and as NumPy's arrays of float32. */
public final class GoldenTable {
  private GoldenTable() {}

  /** A row, its fields by the column's name. */
  public record Row(Map<String, String> fields) {
    public String text(String column) {
      String field = fields.get(column);
      assertTrue(field != null, "no column " + column + " in " + fields.keySet());
      return field;
    }

    /** The column whose name begins with a text, such as a size behind it. */
    public String column(String prefix) {
      return fields.keySet().stream()
          .filter(name -> name.startsWith(prefix))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no column " + prefix + "… in " + fields));
    }

    public double number(String column) {
      return GoldenTable.number(text(column));
    }

    public int integer(String column) {
      return (int) number(column);
    }
  }

  /** A number as Python writes it; NaN for an empty field. */
  public static double number(String text) {
    return text.equals("nan") || text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  public static Path file(String path) {
    Path file = Golden.folder().resolve(path);
    assertTrue(Files.exists(file), file + " is missing");
    return file;
  }

  public static List<String> lines(String path) {
    try {
      return Files.readAllLines(file(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a table with a header. */
  public static List<Row> rows(String path) {
    List<String> lines = lines(path);
    String[] names = lines.get(0).split(",", -1);
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], i < fields.length ? fields[i] : "");
      }
      rows.add(new Row(row));
    }
    assertTrue(!rows.isEmpty(), path + " holds no row");
    return rows;
  }

  /** The names of a folder's files that match a pattern, in order; there must be one. */
  public static List<String> names(String folder, String pattern) {
    try (Stream<Path> files = Files.list(file(folder))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches(pattern))
              .sorted()
              .toList();
      assertTrue(!names.isEmpty(), folder + " holds no " + pattern);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole number that a pattern's first group finds in a name. */
  public static int numberIn(String name, String pattern) {
    return Integer.parseInt(name.replaceFirst(".*?" + pattern + ".*", "$1"));
  }

  /** The sizes of an array. */
  public static long[] shape(String path) {
    try {
      byte[] bytes = Files.readAllBytes(file(path));
      String header =
          new String(bytes, 10, Math.min(200, bytes.length - 10), StandardCharsets.US_ASCII);
      String sizes = header.replaceFirst("(?s).*'shape': \\(([^)]*)\\).*", "$1");
      return Arrays.stream(sizes.split(",\\s*", -1))
          .filter(size -> !size.isBlank())
          .mapToLong(size -> Long.parseLong(size.strip()))
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values of an array of float32, row by row. */
  public static float[] array(String path) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file(path)));
      bytes.order(ByteOrder.LITTLE_ENDIAN);
      int header = bytes.getShort(8);
      byte[] text = new byte[header];
      bytes.position(10).get(text);
      String description = new String(text, StandardCharsets.US_ASCII);
      assertTrue(description.contains("<f4") && description.contains("False"), description);
      float[] values = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(values);
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
