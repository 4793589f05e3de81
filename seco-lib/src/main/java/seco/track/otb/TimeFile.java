package seco.track.otb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import seco.InputException;
import seco.run.TextLine;

/** Files with the seconds of each frame a line, a column for each repetition. */
final class TimeFile {
  private TimeFile() {}

  /** The seconds by repetition and frame; one repetition of no frame for an empty file. */
  static double[][] read(Path file) throws IOException {
    List<TextLine> lines = TextLine.read(file);
    int columns = lines.isEmpty() ? 1 : lines.get(0).text().split(",", -1).length;
    double[][] seconds = new double[columns][lines.size()];
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i).text().split(",", -1);
      for (int c = 0; c < columns; c++) {
        seconds[c][i] = number(fields, c, columns, lines.get(i), file);
      }
    }
    return seconds;
  }

  private static double number(String[] fields, int c, int columns, TextLine line, Path file) {
    try {
      if (fields.length == columns) {
        return Double.parseDouble(fields[c].strip());
      }
    } catch (NumberFormatException e) {
      throw new InputException(line.where(file) + ": '" + line.text() + "' are no seconds", e);
    }
    throw new InputException(
        "%s: '%s' has %d columns, the first line %d"
            .formatted(line.where(file), line.text(), fields.length, columns));
  }
}
