package seco.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a command's words go: its result to standard output, all else to standard error. */
final class Console implements AutoCloseable {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private @Nullable ProgressLine progress;
  private @Nullable StopRequest stopRequest;

  /**
   * @param terminal whether a line of {@code err} can be overwritten
   */
  Console(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** Whether standard error is a terminal that understands a return to the line's start. */
  static boolean errorIsTerminal() {
    String kind = System.getenv("TERM");
    if (kind == null || kind.isEmpty() || kind.equals("dumb")) {
      return false;
    }
    Path descriptor = Path.of("/proc/self/fd/2");
    try {
      return Files.readSymbolicLink(descriptor).toString().matches("/dev/(pts/|tty|console).*");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null; // a system without /proc
    }
  }

  PrintWriter outWriter() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  PrintWriter errWriter() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }

  /** Prints the result. */
  void print(String text) throws IOException {
    out.println(text);
    if (out.checkError()) {
      throw new IOException("standard output: could not be written");
    }
  }

  /** Says something on one line of standard error. */
  void complain(String message) {
    if (progress != null) {
      progress.clear();
      progress = null;
    }
    err.println(message.strip().replaceAll("\\s*\\R\\s*", " "));
    err.flush();
  }

  /**
   * Begins to show the progress of a piece of work.
   *
   * @param what is counted, for example {@code videos}
   * @param done before it began
   */
  ProgressLine progress(String what, long done) {
    finishProgress();
    ProgressLine line = new ProgressLine(err, terminal, what, done, System::nanoTime);
    progress = line;
    return line;
  }

  /** Ends what is shown of the progress; the work is done. */
  void finishProgress() {
    if (progress != null) {
      progress.finish();
      progress = null;
    }
  }

  /** From now on Ctrl-C only asks the command to end; the process ends with this console. */
  StopRequest stopRequest() {
    if (stopRequest == null) {
      stopRequest = new StopRequest();
    }
    return stopRequest;
  }

  /** Whether a signal has asked the process to end. */
  boolean isEnding() {
    return stopRequest != null && stopRequest.requested();
  }

  @Override
  public void close() {
    if (stopRequest != null) {
      stopRequest.close();
    }
  }
}
