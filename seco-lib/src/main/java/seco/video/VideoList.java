package seco.video;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import seco.InputException;
import seco.run.Hashes;
import seco.run.TextLine;

/**
 * A list of videos in the authors' form, one line each: {@code path frames label}. The last two
 * fields are numbers, so a path may hold blanks.
 *
 * @param file where the list stands, for messages
 * @param entries in the order of the file
 */
public record VideoList(Path file, List<Entry> entries) {
  public VideoList {
    entries = List.copyOf(entries);
  }

  /**
   * One video.
   *
   * @param path relative to the data set's root
   * @param frames number of frames
   * @param label number of the class, from 0
   * @param line of the list, from 1
   */
  public record Entry(String path, int frames, int label, int line) {}

  /**
   * Reads a list.
   *
   * @throws InputException naming file, line and value of the first wrong line
   */
  public static VideoList read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (TextLine line : TextLine.read(file)) {
      entries.add(parse(file, line.number(), line.text()));
    }
    if (entries.isEmpty()) {
      throw new InputException(file + ": the list holds no video");
    }
    return new VideoList(file, entries);
  }

  private static Entry parse(Path file, int number, String line) {
    String where = file + ", line " + number + ": ";
    int second = lastBlank(line, line.length());
    int first = second < 0 ? -1 : lastBlank(line, second);
    if (first < 0) {
      throw new InputException(where + "expected 'path frames label', found '" + line + "'");
    }
    int frames = number(where + "frame count", line.substring(first, second).strip(), 1);
    int label = number(where + "label", line.substring(second).strip(), 0);
    return new Entry(line.substring(0, first).strip(), frames, label, number);
  }

  private static int lastBlank(String line, int before) {
    int end = before;
    while (end > 0 && Character.isWhitespace(line.charAt(end - 1))) {
      end--;
    }
    int i = end - 1;
    while (i >= 0 && !Character.isWhitespace(line.charAt(i))) {
      i--;
    }
    return i;
  }

  private static int number(String what, String value, int least) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the message that names the value
    }
    throw new InputException(what + " '" + value + "' is not a whole number of at least " + least);
  }

  /** The list as text, in the form it is read from. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      text.append(entry.path()).append(' ').append(entry.frames()).append(' ');
      text.append(entry.label()).append('\n');
    }
    return text.toString();
  }

  /** SHA-256 of {@link #text}: the same for the same videos, whatever the file's line ends. */
  public String sha256() {
    return Hashes.ofText(text());
  }

  /** Number of classes: the highest label plus one. */
  public int classes() {
    return entries.stream().mapToInt(Entry::label).max().orElse(-1) + 1;
  }
}
