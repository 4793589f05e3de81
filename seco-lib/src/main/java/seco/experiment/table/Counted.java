package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import seco.video.FrameStore;

/**
 * Videos that a piece of work takes.
 *
 * @param number of them
 * @param absent whether they are the published ones, in place of those that are not there
 */
record Counted(long number, boolean absent) {
  static Counted published(long number) {
    return new Counted(number, true);
  }

  static Counted in(Path... stores) throws IOException {
    long all = 0;
    for (Path store : stores) {
      try (FrameStore opened = FrameStore.open(store)) {
        all += opened.size();
      }
    }
    return new Counted(all, false);
  }

  /** The videos of one part of all splits. */
  static Counted in(List<TableData.Parts> splits, Function<TableData.Parts, Path> part)
      throws IOException {
    return in(splits.stream().map(part).toArray(Path[]::new));
  }

  /** {@code 9,537 published videos, none of which is there}. */
  String text() {
    return absent
        ? "%,d published videos, none of which is there".formatted(number)
        : "%,d videos".formatted(number);
  }
}
