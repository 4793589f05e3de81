package seco.track.otb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import seco.InputException;
import seco.run.TextLine;
import seco.track.BoxFile;

/** Files with the seconds of each frame a line, a column for each repetition. */
final class TimeFile {
  private TimeFile() {}

  /** The seconds by repetition and frame; one repetition of no frame for an empty file. */
  static double[][] read(Path file) throws IOException {
    List<double[]> rows = new ArrayList<>();
    for (TextLine line : TextLine.read(file)) {
      double[] row = BoxFile.numbers(line.text(), line.where(file));
      if (!rows.isEmpty() && row.length != rows.get(0).length) {
        throw new InputException(
            "%s: '%s' has %d columns, the first line %d"
                .formatted(line.where(file), line.text(), row.length, rows.get(0).length));
      }
      rows.add(row);
    }
    int columns = rows.isEmpty() ? 1 : rows.get(0).length;
    double[][] seconds = new double[columns][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int c = 0; c < columns; c++) {
        seconds[c][i] = rows.get(i)[c];
      }
    }
    return seconds;
  }
}
