package seco.data.fetch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Tells a web page, which servers like to send in place of a file, by its first bytes. */
final class FirstBytes {
  private static final int ENOUGH = 512;

  private FirstBytes() {}

  static void requireNoPage(byte[] bytes, int count, Path target) throws MirrorException {
    String name = target.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.matches(".*\\.(x?html?|xml)")) {
      return;
    }
    String text = new String(bytes, 0, Math.min(count, ENOUGH), StandardCharsets.ISO_8859_1);
    String start = text.replace("\u00ef\u00bb\u00bf", "").stripLeading().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html")
        || start.startsWith("<html")
        || start.startsWith("<?xml")) {
      throw new MirrorException(
          "it sent a web page in place of the file (" + start.lines().findFirst().orElse("") + ")");
    }
  }
}
