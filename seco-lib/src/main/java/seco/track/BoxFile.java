package seco.track;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import seco.InputException;
import seco.run.TextLine;

/** Files with a box a line: four numbers, joined by commas, blanks or both. */
public final class BoxFile {
  private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*|\\s+");

  private BoxFile() {}

  /**
   * Reads the boxes. Lines without a character say nothing; {@code nan} is a number.
   *
   * @throws InputException naming file and line of what is no box
   */
  public static List<Box> read(Path file) throws IOException {
    List<Box> boxes = new ArrayList<>();
    for (TextLine line : TextLine.read(file)) {
      boxes.add(parse(line.text(), line.where(file)));
    }
    return boxes;
  }

  /**
   * The box of a text such as {@code 10,20,30,40}.
   *
   * @param where it stands, for the message
   */
  public static Box parse(String text, String where) {
    double[] values = numbers(text, where);
    if (values.length != 4) {
      throw new InputException(
          where + ": '" + text + "' holds " + values.length + " numbers, a box is x,y,w,h");
    }
    Box box = new Box(values[0], values[1], values[2], values[3]);
    if (box.width() < 0 || box.height() < 0) {
      throw new InputException(where + ": '" + text + "' is a box of negative size");
    }
    return box;
  }

  /**
   * Numbers joined by commas, blanks or both.
   *
   * @param where they stand, for the message
   * @throws InputException if one is no finite number, nor {@code nan}
   */
  public static double[] numbers(String text, String where) {
    String[] fields = SEPARATOR.split(text.strip(), -1);
    double[] values = new double[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] = number(fields[i], text, where);
    }
    return values;
  }

  private static double number(String field, String text, String where) {
    if (field.toLowerCase(Locale.ROOT).equals("nan")) {
      return Double.NaN;
    }
    try {
      boolean plain = field.matches("[-+0-9.eE]+"); // neither hexadecimal nor "1d"
      double value = plain ? Double.parseDouble(field) : Double.POSITIVE_INFINITY;
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new InputException(wrong(field, text, where), e);
    }
    throw new InputException(wrong(field, text, where));
  }

  private static String wrong(String field, String text, String where) {
    return where + ": '" + field + "' in '" + text + "' is no number; separators are , and blanks";
  }
}
