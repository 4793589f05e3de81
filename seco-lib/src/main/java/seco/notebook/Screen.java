package seco.notebook;

/**
 * Where results appear while a piece of work goes on: the running cell's output, or the console
 * where no kernel runs.
 */
public interface Screen {
  /** Shows something new below everything else. */
  Place show(Object content);

  /** A thing shown, which can be replaced where it stands. */
  @FunctionalInterface
  interface Place {
    void update(Object content);
  }

  /** The kernel's output where the extension is installed, else the console. */
  static Screen current() {
    return Screens.current();
  }
}
