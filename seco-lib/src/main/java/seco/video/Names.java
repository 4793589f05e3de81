package seco.video;

/** Names of files as texts that are safe to print and to list. */
final class Names {
  private static final char UNREADABLE = '\uFFFD';

  private Names() {}

  /** The text with control characters, line ends among them, written as {@code \u000a}. */
  static String safe(String text) {
    if (text.chars().noneMatch(Names::isControl)) {
      return text;
    }
    StringBuilder safe = new StringBuilder();
    for (char c : text.toCharArray()) {
      safe.append(isControl(c) ? "\\u%04x".formatted((int) c) : c);
    }
    return safe.toString();
  }

  /** Control characters, and those that separate lines. */
  private static boolean isControl(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /** Whether a list of lines {@code path frames label} can name the file. */
  static boolean isListable(String name) {
    return name.equals(safe(name)) && name.equals(name.strip()) && name.indexOf(UNREADABLE) < 0;
  }
}
