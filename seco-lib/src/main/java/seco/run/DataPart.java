package seco.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a data set, such as the test videos of UCF101's second split.
 *
 * @param dataSet its name
 * @param split its number; empty where there is only one
 * @param part train, val or test; all where nobody has split the videos
 */
public record DataPart(String dataSet, String split, String part) {
  private static final Pattern TEXT = Pattern.compile("(.*?)(?:, split ([^,]+))?, ([^,]+)");
  private static final String ALL = "all";

  /** Reads {@code UCF101, split 1, train}. */
  public static DataPart parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' names no part of a data set");
    }
    String split = matcher.group(2);
    return new DataPart(matcher.group(1), split == null ? "" : split, matcher.group(3));
  }

  /**
   * Whether a video may be in both parts: official splits are cuts of the same videos, so that the
   * training part of one has videos of the test part of another.
   */
  public boolean overlaps(DataPart other) {
    if (!dataSet.equals(other.dataSet)) {
      return false;
    }
    return !split.equals(other.split)
        || part.equals(other.part)
        || part.equals(ALL)
        || other.part.equals(ALL);
  }

  @Override
  public String toString() {
    return dataSet + (split.isEmpty() ? "" : ", split " + split) + ", " + part;
  }
}
