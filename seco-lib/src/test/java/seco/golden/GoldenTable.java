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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
