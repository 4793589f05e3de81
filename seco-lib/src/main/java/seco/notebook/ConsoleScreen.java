package seco.notebook;

import java.io.PrintStream;

/** Prints text, a line for each update; pictures have no place on a console and are left out. */
final class ConsoleScreen implements Screen {
  private final PrintStream out;

  ConsoleScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public Place show(Object content) {
    print(content);
    return this::print;
  }

  private void print(Object content) {
    if (content instanceof CharSequence) {
      out.println(content);
    }
  }
}
