package seco.experiment.table;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The rows of a table that belongs to this package. */
final class ResourceRows {
  private ResourceRows() {}

  /**
   * A row.
   *
   * @param names of the columns
   * @param fields one for each
   */
  record Line(List<String> names, List<String> fields) {
    String field(String column) {
      return fields.get(names.indexOf(column));
    }
  }

  static List<Line> read(String resource) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setReadInputOnSeparateThread(false);
    try (InputStream in = ResourceRows.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing");
      }
      List<String[]> rows =
          new CsvParser(settings).parseAll(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<String> names = List.of(rows.get(0));
      return rows.stream().skip(1).map(row -> new Line(names, Arrays.asList(row))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
