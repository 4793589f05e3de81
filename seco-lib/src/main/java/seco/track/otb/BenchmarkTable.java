package seco.track.otb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Tables about OTB-100 that the program brings: a header, then rows of fields without commas. */
final class BenchmarkTable {
  private BenchmarkTable() {}

  /** The fields of each row. */
  static List<String[]> rows(String name) {
    try (InputStream in = Objects.requireNonNull(BenchmarkTable.class.getResourceAsStream(name));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " within the program", e);
    }
  }
}
