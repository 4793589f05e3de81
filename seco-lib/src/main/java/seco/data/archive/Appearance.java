package seco.data.archive;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file looks like that ought to be an archive. */
final class Appearance {
  private static final int SHOWN_CHARACTERS = 60;
  private static final int SHOWN_BYTES = 8;
  private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]*)", 2 /* any case */);

  private Appearance() {}

  /**
   * @param head the file's first bytes
   */
  static String of(byte[] head) {
    if (head.length == 0) {
      return "an empty file";
    }
    String known = knownFormat(head);
    if (!known.isEmpty()) {
      return known;
    }
    String text = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
    if (isZero(head)) {
      return "zeros at its beginning, as in a download that was set up and never filled";
    }
    return isText(head) ? text(text) : "unknown bytes " + shownBytes(head);
  }

  private static String knownFormat(byte[] head) {
    if (ArchiveKind.begins(head, 0xFD, '7', 'z', 'X', 'Z', 0)) {
      return "an xz file; decompress it with 'xz -d' first";
    }
    if (ArchiveKind.begins(head, 0x28, 0xB5, 0x2F, 0xFD)) {
      return "a Zstandard file; decompress it with 'zstd -d' first";
    }
    if (ArchiveKind.begins(head, '7', 'z', 0xBC, 0xAF, 0x27, 0x1C)) {
      return "a 7z archive; unpack it with '7z x'";
    }
    if (ArchiveKind.begins(head, 0x1F, 0x8B) || ArchiveKind.begins(head, 'B', 'Z', 'h')) {
      return "a compressed file that holds no tar or is damaged at its beginning";
    }
    if (ArchiveKind.begins(head, 'P', 'K', 7, 8)) {
      return "the last part of a zip archive in several parts; join them with 'zip -s 0'";
    }
    if (ArchiveKind.begins(head, 'R', 'E', 0x7E, 0x5E)) {
      return "a rar archive of a format older than rar 2";
    }
    return media(head);
  }

  private static String media(byte[] head) {
    String start = new String(head, 0, Math.min(12, head.length), StandardCharsets.ISO_8859_1);
    if (start.startsWith("RIFF") || start.startsWith("ftyp", 4) || start.startsWith("\u001AE")) {
      return "a video";
    }
    return start.startsWith("%PDF") ? "a PDF document" : "";
  }

  private static String text(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
      Matcher title = TITLE.matcher(text);
      String named = title.find() ? " titled '" + shown(title.group(1)) + "'" : "";
      return "an HTML page" + named + ", as a server sends when a download fails";
    }
    return "text: '" + shown(text) + "'";
  }

  private static String shown(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "...";
  }

  private static String shownBytes(byte[] head) {
    return HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(SHOWN_BYTES, head.length));
  }

  private static boolean isZero(byte[] head) {
    for (byte b : head) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(byte[] head) {
    for (byte b : head) {
      boolean space = b == '\n' || b == '\r' || b == '\t';
      if (b >= 0 && b < ' ' && !space) {
        return false;
      }
    }
    return true;
  }
}
