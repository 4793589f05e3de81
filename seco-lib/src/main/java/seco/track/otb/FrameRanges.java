package seco.track.otb;

import java.util.HashMap;
import java.util.Map;
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
    for (String[] row : BenchmarkTable.rows("frames.csv")) {
      ranges.put(row[0], new Range(Integer.parseInt(row[1]), Integer.parseInt(row[2])));
    }
    return ranges;
  }
}
