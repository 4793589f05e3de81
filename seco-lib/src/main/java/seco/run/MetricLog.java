package seco.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;

/** A table that grows by a row a step: CSV, each row on disk when the next begins. */
public final class MetricLog implements AutoCloseable {
  private static final int LONGEST_ROW = 1 << 12;

  private final Appending out;
  private final int columns;

  private MetricLog(Appending out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /**
   * A new table; an older one of the name is replaced. Whoever reads along finds the names of its
   * columns or no file.
   */
  public static MetricLog create(Path file, List<String> columns) throws IOException {
    String header = String.join(",", columns) + "\n";
    SafeFile.writeText(file, header);
    return resume(file, columns, header.getBytes(StandardCharsets.UTF_8).length);
  }

  /**
   * A table that goes on.
   *
   * @param bytes its length when the state that is resumed was saved; later rows are dropped
   */
  public static MetricLog resume(Path file, List<String> columns, long bytes) throws IOException {
    return new MetricLog(Appending.open(file, bytes), columns.size());
  }

  /** Whether a table is not there, or has at most the names of its columns. */
  static boolean isWithoutRows(Path file) throws IOException {
    if (Files.notExists(file)) {
      return true;
    }
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return bytes.lines().count() <= 1;
  }

  /**
   * Whether a table is as it was when a state was saved, as far as its length and last row tell.
   *
   * @param bytes its length then
   * @param next the step that comes next; the row before it is the last
   */
  public static boolean reaches(Path file, long bytes, long next) throws IOException {
    if (bytes == 0 || !Appending.reaches(file, bytes)) {
      return false;
    }
    byte[] tail = new byte[(int) Math.min(bytes, LONGEST_ROW)];
    try (RandomAccessFile table = new RandomAccessFile(file.toFile(), "r")) {
      table.seek(bytes - tail.length);
      table.readFully(tail);
    }
    String text = "\n" + new String(tail, StandardCharsets.UTF_8);
    String last = text.substring(text.lastIndexOf('\n', text.length() - 2) + 1);
    return last.endsWith("\n") && last.startsWith(next == 0 ? "step," : next - 1 + ",");
  }

  /** Appends a row; NaN becomes an empty field, whole numbers have no point. */
  public void row(double... values) throws IOException {
    if (values.length != columns) {
      throw new IllegalArgumentException(values.length + " values for " + columns + " columns");
    }
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      row.append(i == 0 ? "" : ",").append(text(values[i]));
    }
    write(row.append('\n').toString());
  }

  /**
   * The newest whole row of a table, by column; NaN where a field is empty.
   *
   * @throws InputException if there is no row
   */
  public static Map<String, Double> lastRow(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 2) {
      throw new InputException(file + ": holds no row");
    }
    String[] names = lines.get(0).split(",", -1);
    String[] fields = lines.get(lines.size() - 1).split(",", -1);
    if (fields.length != names.length) {
      throw new InputException(file + ", line " + lines.size() + ": not a whole row");
    }
    Map<String, Double> row = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      row.put(names[i], fields[i].isEmpty() ? Double.NaN : Double.parseDouble(fields[i]));
    }
    return row;
  }

  /**
   * The names of a table's columns.
   *
   * @throws InputException if the file is missing or empty
   */
  public static List<String> columns(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": missing");
    }
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String header = reader.readLine();
      if (header == null) {
        throw new InputException(file + ": empty, not even the names of its columns are there");
      }
      return List.of(header.split(",", -1));
    }
  }

  /**
   * All rows of a table, without a last one that is being written just now. What the table has no
   * column for is NaN; columns of other names are passed over.
   *
   * @throws InputException if a row is damaged; the message names its line
   */
  public static <R extends Record> List<R> read(Path file, Columns<R> columns) throws IOException {
    List<String> names = columns(file);
    String text = Files.readString(file);
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    List<R> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] fields = lines.get(i).split(",", -1);
      try {
        rows.add(columns.row(name -> number(names, fields, name)));
      } catch (IllegalArgumentException e) {
        throw new InputException(
            file + ", line " + (i + 1) + ": '" + lines.get(i) + "' is no row of numbers", e);
      }
    }
    return rows;
  }

  private static double number(List<String> names, String[] fields, String name) {
    if (fields.length != names.size()) {
      throw new IllegalArgumentException(fields.length + " fields for " + names.size());
    }
    int column = names.indexOf(name);
    return column < 0 || fields[column].isEmpty() ? Double.NaN : Double.parseDouble(fields[column]);
  }

  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Float.toString((float) value);
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8), "a row");
  }

  /** Bytes written so far, all of them on the disk, for a checkpoint. */
  public long bytes() throws IOException {
    return out.savedBytes();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
