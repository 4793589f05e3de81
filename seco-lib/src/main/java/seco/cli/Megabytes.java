package seco.cli;

import org.jspecify.annotations.Nullable;
import seco.run.Progress;

/** Progress in bytes, shown in megabytes; the line begins with the first of them. */
final class Megabytes implements Progress {
  private static final long BYTES = 1_000_000;

  private final Console console;
  private @Nullable ProgressLine line;

  Megabytes(Console console) {
    this.console = console;
  }

  @Override
  public void at(long done, long total) {
    if (line == null) {
      line = console.progress("MB", done / BYTES);
    }
    long all = (total + BYTES - 1) / BYTES;
    line.at(done == total ? all : done / BYTES, all);
  }
}
