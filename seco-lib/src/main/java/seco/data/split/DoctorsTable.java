package seco.data.split;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import seco.InputException;
import seco.run.CsvRows;

/**
 * The doctor's table of all files of a folder, {@code REPORT.videos.csv}.
 *
 * @param file where it stands, for messages
 * @param rows in its order
 */
public record DoctorsTable(Path file, List<Row> rows) {
  static final String SOUND = "ok";

  public DoctorsTable {
    rows = List.copyOf(rows);
  }

  /**
   * A file of the folder.
   *
   * @param file relative to the folder, with {@code /}
   * @param className the folder in which it lies; empty at the top
   * @param frames that were decoded; 0 where they are not known
   * @param rate frames a second; 0 where it is not known
   * @param verdict {@code ok}, or the word of what is wrong
   * @param at where in the table: {@code line 3}
   */
  public record Row(
      String file, String className, int frames, double rate, String verdict, String at) {
    /** The frame that is shown at a time, of the last at the end or after it; -1 if unknown. */
    int frameAt(double seconds) {
      return rate == 0 ? -1 : (int) Math.min(frames - 1, Math.max(0, Math.floor(seconds * rate)));
    }
  }

  /**
   * Reads a table.
   *
   * @throws InputException naming file, line and value of what is wrong; a table of videos that
   *     were only opened, not decoded, is refused, because its frame counts may be wrong
   */
  public static DoctorsTable read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (CsvRows csv = CsvRows.open(file, "file", "class", "frames", "verdict")) {
      while (csv.next()) {
        rows.add(row(csv));
      }
    }
    if (rows.isEmpty()) {
      throw new InputException(file + ": the table names no video");
    }
    return new DoctorsTable(file, rows);
  }

  private static Row row(CsvRows csv) {
    String verdict = csv.field("verdict");
    String count = csv.field("frames");
    int frames = -1;
    try {
      frames = count.isEmpty() && !verdict.equals(SOUND) ? 0 : Integer.parseInt(count);
    } catch (NumberFormatException e) {
      // the message below names the value
    }
    if (frames < (verdict.equals(SOUND) ? 1 : 0)) {
      throw new InputException(
          csv.where()
              + ": frames '"
              + count
              + "' is no number of frames; let the doctor decode the videos, without --quick");
    }
    if (verdict.equals(SOUND) && csv.has("sha256") && csv.field("sha256").isEmpty()) {
      throw new InputException(
          csv.where()
              + ": sha256 '', so the frames are what the header says; let the doctor decode the"
              + " videos, without --quick");
    }
    if (verdict.isBlank() || csv.field("file").isBlank()) {
      throw new InputException(csv.where() + ": a row without file or verdict");
    }
    return new Row(csv.field("file"), csv.field("class"), frames, rate(csv), verdict, csv.at());
  }

  private static double rate(CsvRows csv) {
    String text = csv.has("rate") ? csv.field("rate") : "";
    try {
      double rate = text.isEmpty() ? 0 : Double.parseDouble(text);
      if (rate >= 0 && Double.isFinite(rate)) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // the message below names the value
    }
    throw new InputException(csv.where() + ": rate '" + text + "' is no number of frames a second");
  }
}
