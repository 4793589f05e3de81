package seco.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.InputException;

/** A table that grows by a row a step: CSV, each row on disk when the next begins. */
public final class MetricLog implements AutoCloseable {
  private final Appending out;
  private final int columns;

  private MetricLog(Appending out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /** A new table; an older one of the name is replaced. */
  public static MetricLog create(Path file, List<String> columns) throws IOException {
    MetricLog log = resume(file, columns, 0);
    log.write(String.join(",", columns) + "\n");
    return log;
  }

  /**
   * A table that goes on.
   *
   * @param bytes its length when the state that is resumed was saved; later rows are dropped
   */
  public static MetricLog resume(Path file, List<String> columns, long bytes) throws IOException {
    return new MetricLog(Appending.open(file, bytes), columns.size());
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
