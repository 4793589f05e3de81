package seco.experiment.table;

import java.util.OptionalDouble;

/**
 * A number of a paper's table.
 *
 * @param column its name on the command line: {@code otb-success}
 * @param printed the number in per cent as the paper prints it; {@code -} where it has none
 */
public record PaperCell(PaperTable table, PaperRow row, String column, String printed) {
  /** The number in per cent; empty where the paper has none. */
  public OptionalDouble percent() {
    return printed.equals("-")
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(printed));
  }

  /** The column of the videos by which it is judged: all of Table 5 are numbers of the same. */
  String videos() {
    return table == PaperTable.TABLE5 ? "ucf101" : column;
  }

  /** The cell's name in files: {@code table1-inter+intra-kinetics}. */
  public String id() {
    return table.id() + "-" + row.id() + "-" + column;
  }

  /** The command that makes the number again at the paper's scale. */
  public String command() {
    String format =
        "environment/seco experiment %s --row %s --column %s --preset paper --data DIR --out DIR%s";
    return format.formatted(table.id(), row.id(), column, weights());
  }

  private String weights() {
    if (row.means() == Means.GIVEN) {
      return " --weights " + row.id() + "=FILE";
    }
    if (ClipRow.isOfClips(row)) {
      return ""; // begins with nothing
    }
    return switch (table) {
      case TABLE1, TABLE3 -> " --weights " + TableSettings.START + "=FILE";
      case TABLE2 -> " --start random";
      case TABLE4, TABLE5 -> throw new IllegalStateException(id() + " is of no network of clips");
    };
  }
}
