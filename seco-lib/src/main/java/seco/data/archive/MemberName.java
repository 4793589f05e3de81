package seco.data.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of members as paths below a folder. Names that could mean a place elsewhere are refused,
 * not mended: no data set has such, and what is mended may hit another member.
 */
final class MemberName {
  /** What the file systems in use allow. */
  private static final int MOST_PART_BYTES = 255;

  private static final int MOST_BYTES = 4096;
  private static final int SHOWN_CHARACTERS = 200;
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  private MemberName() {}

  /** Why a name is refused, or null. */
  static @Nullable String obstacle(String name) {
    if (name.chars().anyMatch(Character::isISOControl)) {
      return "has a control character in its name";
    }
    if (name.indexOf('\\') >= 0) {
      return "has a backslash in its name";
    }
    if (name.startsWith("/")) {
      return "has an absolute path";
    }
    if (DRIVE.matcher(name).matches()) {
      return "has a drive letter in its path";
    }
    List<String> parts = parts(name);
    if (parts.contains("..")) {
      return "leads out of the folder";
    }
    boolean tooLong = parts.stream().anyMatch(part -> utf8Bytes(part) > MOST_PART_BYTES);
    if (tooLong || utf8Bytes(name) > MOST_BYTES) {
      return "has a name longer than file systems allow";
    }
    boolean reserved = !parts.isEmpty() && parts.get(0).equalsIgnoreCase(Destination.NOTES);
    return reserved ? "would lie among the notes of unpacking" : null;
  }

  private static int utf8Bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** A name without parts that mean nothing; empty for the folder itself. */
  static String path(String name) {
    return String.join("/", parts(name));
  }

  private static List<String> parts(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/")) {
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** A name as it can be shown on a line of a terminal. */
  static String shown(String name) {
    String line = name.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "...";
  }
}
