package seco.display;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tables of plain values, and numbers as the paper prints them. */
public final class Tables {
  private Tables() {}

  /**
   * A table of rows.
   *
   * @param columns their names
   * @param rows a value for each column; a column is of whole numbers, of numbers, of truth values,
   *     or else of text
   */
  public static Table of(String name, List<String> columns, List<? extends List<?>> rows) {
    Table table = Table.create(name);
    for (int c = 0; c < columns.size(); c++) {
      List<Object> values = new ArrayList<>();
      for (List<?> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "a row of " + row.size() + " values for " + columns.size() + " columns: " + row);
        }
        values.add(row.get(c));
      }
      table.addColumns(column(columns.get(c), values));
    }
    return table;
  }

  /** A table of two columns. */
  public static Table of(String name, String key, String value, Map<String, ?> entries) {
    List<List<?>> rows = new ArrayList<>();
    entries.forEach((k, v) -> rows.add(Arrays.asList(k, v)));
    return of(name, List.of(key, value), rows);
  }

  /**
   * A table of shares in per cent.
   *
   * @param key heading of the rows' names
   * @param columns headings of the shares
   * @param rows shares by the row's name, one for each column
   */
  public static Table percents(
      String name, String key, List<String> columns, Map<String, double[]> rows) {
    List<String> headings = new ArrayList<>(List.of(key));
    headings.addAll(columns);
    List<List<String>> lines = new ArrayList<>();
    rows.forEach(
        (row, shares) -> {
          List<String> line = new ArrayList<>(List.of(row));
          Arrays.stream(shares).forEach(share -> line.add(percent(share)));
          lines.add(line);
        });
    return of(name, headings, lines);
  }

  /** A table with a row for each component of a record. */
  public static Table ofRecord(String name, Record entry) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (RecordComponent component : entry.getClass().getRecordComponents()) {
      entries.put(component.getName(), String.valueOf(value(entry, component)));
    }
    return of(name, "what", "value", entries);
  }

  /** A table with a column for each component of the records. */
  public static <R extends Record> Table ofRecords(String name, Class<R> type, List<R> records) {
    RecordComponent[] components = type.getRecordComponents();
    List<List<Object>> rows = new ArrayList<>();
    for (R entry : records) {
      List<Object> row = new ArrayList<>();
      for (RecordComponent component : components) {
        row.add(value(entry, component));
      }
      rows.add(row);
    }
    return of(name, Arrays.stream(components).map(RecordComponent::getName).toList(), rows);
  }

  private static Object value(Record entry, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return Objects.requireNonNullElse(component.getAccessor().invoke(entry), "");
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot read " + component + " of " + entry, e);
    }
  }

  private static Column<?> column(String name, List<Object> values) {
    if (!values.isEmpty() && values.stream().allMatch(Tables::isWhole)) {
      long[] numbers = values.stream().mapToLong(v -> ((Number) v).longValue()).toArray();
      return LongColumn.create(name, numbers);
    }
    if (!values.isEmpty() && values.stream().allMatch(Number.class::isInstance)) {
      return DoubleColumn.create(
          name, values.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray());
    }
    if (!values.isEmpty() && values.stream().allMatch(Boolean.class::isInstance)) {
      return BooleanColumn.create(name, values.toArray(Boolean[]::new));
    }
    return StringColumn.create(name, values.stream().map(String::valueOf).toList());
  }

  private static boolean isWhole(Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof Short;
  }

  /** A share as the paper prints accuracies: per cent with two decimals, {@code 61.91}. */
  public static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  /** Mean and half-width of an interval of shares in per cent: {@code 76.2 ± 3.1}. */
  public static String percent(double mean, double halfWidth) {
    return plusMinus(100 * mean, 100 * halfWidth, 1);
  }

  /**
   * Mean and half-width of an interval: {@code 0.76 ± 0.03}; the mean alone without an interval.
   */
  public static String plusMinus(double mean, double halfWidth, int decimals) {
    if (Double.isNaN(mean)) {
      return "-";
    }
    String number = "%." + decimals + "f";
    return Double.isNaN(halfWidth)
        ? String.format(Locale.ROOT, number, mean)
        : String.format(Locale.ROOT, number + " ± " + number, mean, halfWidth);
  }

  /** A number with at most four significant digits behind the point. */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    int whole = value == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    String text =
        String.format(Locale.ROOT, "%." + Math.max(0, Math.min(6, 4 - whole)) + "f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /** The table as HTML: numbers to the right, the name as caption. */
  public static String html(Table table) {
    StringBuilder html = new StringBuilder("<table>");
    html.append("<caption>").append(escaped(table.name())).append("</caption><thead><tr>");
    for (Column<?> column : table.columns()) {
      html.append("<th style=\"text-align:").append(side(column)).append("\">");
      html.append(escaped(column.name())).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (int row = 0; row < table.rowCount(); row++) {
      html.append("<tr>");
      for (Column<?> column : table.columns()) {
        html.append("<td style=\"text-align:").append(side(column)).append("\">");
        html.append(escaped(cell(column, row))).append("</td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  private static String side(Column<?> column) {
    return column.type().equals(ColumnType.STRING) ? "left" : "right";
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "-";
    }
    return column instanceof DoubleColumn numbers
        ? text(numbers.getDouble(row))
        : String.valueOf(column.get(row));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The table as text: the name, then columns wide enough for their values. */
  public static String text(Table table) {
    StringBuilder text = new StringBuilder(table.name()).append('\n');
    int[] widths = new int[table.columnCount()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = table.column(c).name().length();
      for (int row = 0; row < table.rowCount(); row++) {
        widths[c] = Math.max(widths[c], cell(table.column(c), row).length());
      }
    }
    for (int row = -1; row < table.rowCount(); row++) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        Column<?> column = table.column(c);
        String value = row < 0 ? column.name() : cell(column, row);
        String blank = " ".repeat(widths[c] - value.length());
        line.append(c == 0 ? "" : "  ");
        line.append(side(column).equals("left") ? value + blank : blank + value);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
