package seco.track.otb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The numbers of the first and the last picture of OTB-100's folders that count. */
final class FrameRanges {
  private static final Map<String, Range> KNOWN = read();

  private FrameRanges() {}

  /**
   * Numbers as in the pictures' names.
   *
   * @param last is the last that counts
   */
  record Range(int first, int last) {
    boolean contains(long number) {
      return number >= first && number <= last;
    }
  }

  /** The range of a folder; nothing for one that is not of OTB-100. */
  static Optional<Range> of(String folder) {
    return Optional.ofNullable(KNOWN.get(folder));
  }

  private static Map<String, Range> read() {
    Map<String, Range> ranges = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(FrameRanges.class.getResourceAsStream("frames.csv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(
              row ->
                  ranges.put(
                      row[0], new Range(Integer.parseInt(row[1]), Integer.parseInt(row[2]))));
    } catch (IOException e) {
      throw new UncheckedIOException("frames.csv within the program", e);
    }
    return ranges;
  }
}
