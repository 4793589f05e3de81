package seco.run;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import seco.InputException;

/** The rows of a CSV file with a header (RFC 4180), one after the other. */
public final class CsvRows implements AutoCloseable {
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final char NO_COMMENT = '\0';

  private final Path file;
  private final BufferedReader text;
  private final CsvParser parser;
  private List<String> header = List.of();
  private String[] row = {};
  private long line;

  private CsvRows(Path file, BufferedReader text) {
    this.file = file;
    this.text = text;
    CsvParserSettings settings = new CsvParserSettings();
    settings.setReadInputOnSeparateThread(false);
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setCommentProcessingEnabled(false); // names of videos begin with #
    settings.getFormat().setComment(NO_COMMENT);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setSkipEmptyLines(false); // so that lines can be counted
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setMaxCharsPerColumn(-1);
    parser = new CsvParser(settings);
  }

  /**
   * Opens a file and reads its header.
   *
   * @param columns that it must have, whatever others there are
   * @throws InputException if there is no such file, or a column is missing
   */
  public static CsvRows open(Path file, String... columns) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": no such table");
    }
    BufferedReader text = Files.newBufferedReader(file);
    CsvRows rows = new CsvRows(file, text);
    try {
      rows.begin();
      for (String column : columns) {
        if (!rows.header.contains(column)) {
          throw new InputException(
              "%s: no column '%s', found %s".formatted(rows.where(), column, rows.header));
        }
      }
      return rows;
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  private void begin() throws IOException {
    try {
      text.mark(1);
      if (text.read() != BYTE_ORDER_MARK) {
        text.reset();
      }
      parser.beginParsing(text);
    } catch (MalformedInputException e) {
      throw new InputException(file + ": not a text file in UTF-8", e);
    } catch (RuntimeException e) {
      throw unwrapped(e);
    }
    header = next() ? Arrays.stream(row).map(String::strip).toList() : List.of();
  }

  /**
   * Goes to the next row that is not blank.
   *
   * @return whether there is one
   * @throws InputException if it has another number of fields than the header
   */
  public boolean next() {
    @Nullable String[] read;
    do {
      line = parser.getContext().currentLine() + 1;
      read = parse();
      if (read == null) {
        return false;
      }
    } while (isBlank(read));
    row = Arrays.stream(read).map(field -> field == null ? "" : field).toArray(String[]::new);
    if (!header.isEmpty() && row.length != header.size()) {
      throw new InputException(
          "%s: %d fields, expected %d: '%s'"
              .formatted(where(), row.length, header.size(), beginning(String.join(",", row))));
    }
    return true;
  }

  private @Nullable String @Nullable [] parse() {
    try {
      return parser.parseNext();
    } catch (RuntimeException e) {
      throw unwrapped(e);
    }
  }

  /** What the parser's exception means: it wraps those of the reader. */
  private RuntimeException unwrapped(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof MalformedInputException) {
        return new InputException(file + ": not a text file in UTF-8", e);
      }
    }
    return e;
  }

  private static boolean isBlank(@Nullable String[] read) {
    return Arrays.stream(read).allMatch(field -> field == null || field.isBlank());
  }

  /** The first characters of a text, on one line. */
  public static String beginning(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= 80 ? line : line.substring(0, 80) + "...";
  }

  /** Whether there is such a column. */
  public boolean has(String column) {
    return header.contains(column);
  }

  /** A field of the row. */
  public String field(String column) {
    return row[header.indexOf(column)];
  }

  /** Where the row stands: {@code table.csv, line 3}. */
  public String where() {
    return file + ", " + at();
  }

  /** Where in the file the row stands: {@code line 3}. */
  public String at() {
    return "line " + line;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  /** A table as text. */
  public static String text(List<String> header, List<? extends List<?>> rows) {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    StringWriter text = new StringWriter();
    CsvWriter writer = new CsvWriter(text, settings);
    writer.writeHeaders(header);
    rows.forEach(row -> writer.writeRow(row.toArray()));
    writer.close();
    return text.toString();
  }
}
