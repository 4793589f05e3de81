package seco.data.split;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part and its split, as the name of a file has them: {@code trainlist01.txt} is part train of
 * split 1.
 *
 * @param part train, val or test
 * @param split its number, empty where the name has none
 */
record PartName(String part, String split) {
  private static final Pattern WORD =
      Pattern.compile("(?<![a-z])(train|val|test)[a-z_-]*0?([1-9](?![0-9]))?");

  /** What a file's name says; empty where it names no part. */
  static Optional<PartName> of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    Matcher word = WORD.matcher(name);
    if (!word.find()) {
      return Optional.empty();
    }
    String split = word.group(2);
    return Optional.of(new PartName(word.group(1), split == null ? "" : split));
  }

  /** The part that an annotation's word means; empty where it means none. */
  static Optional<String> meantBy(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "train", "training" -> Optional.of("train");
      case "val", "validate", "validation" -> Optional.of("val");
      case "test", "testing" -> Optional.of("test");
      default -> Optional.empty();
    };
  }
}
