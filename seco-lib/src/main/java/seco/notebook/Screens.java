package seco.notebook;

/** The screen in use. */
final class Screens {
  private static volatile Screen current = new ConsoleScreen(System.out);

  private Screens() {}

  static Screen current() {
    return current;
  }

  static void use(Screen screen) {
    current = screen;
  }
}
