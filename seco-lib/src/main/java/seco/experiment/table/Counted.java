package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Path;
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

  /** {@code 9,537 published videos, none of which is there}. */
  String text() {
    return absent
        ? "%,d published videos, none of which is there".formatted(number)
        : "%,d videos".formatted(number);
  }
}
