package seco.experiment.table;

import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a paper claims of its numbers in words: a number, or by how much one is above another. The
 * value follows from the table's cells.
 *
 * @param cell the number
 * @param over the number below it; null where the claim is of the first alone
 * @param said the points, or per cent, that the paper's words name; empty where only the table
 *     tells
 * @param where the words stand
 */
public record Claim(PaperCell cell, @Nullable PaperCell over, String said, String where) {
  /** All claims, in the order of the tables. */
  public static List<Claim> all() {
    return ResourceRows.read("claims.csv").stream().map(Claim::of).toList();
  }

  private static Claim of(ResourceRows.Line line) {
    PaperTable table = PaperTable.valueOf("TABLE" + line.field("table"));
    String column = line.field("column");
    String over = line.field("over");
    return new Claim(
        cell(table, line.field("row"), column),
        over.isEmpty() ? null : cell(table, over, column),
        line.field("said"),
        line.field("where"));
  }

  private static PaperCell cell(PaperTable table, String row, String column) {
    return table
        .cell(row, column)
        .orElseThrow(() -> new NoSuchElementException(table + " " + row + " " + column));
  }

  /** The claimed number as it follows from the table's cells, in per cent or points. */
  public double computed() {
    double number = cell.percent().orElseThrow();
    return over == null ? number : number - over.percent().orElseThrow();
  }

  /** The same in the decimals of the table. */
  public String printed() {
    int decimals = cell.printed().length() - cell.printed().indexOf('.') - 1;
    return String.format(Locale.ROOT, "%." + decimals + "f", computed());
  }

  /** Whether words and table say the same; empty where the words name no number. */
  public Optional<Boolean> agrees() {
    return said.isEmpty() ? Optional.empty() : Optional.of(said.equals(printed()));
  }

  /**
   * The same of other numbers, such as ours.
   *
   * @param number of the cell, in per cent
   * @param below of the cell below it
   */
  public OptionalDouble of(OptionalDouble number, OptionalDouble below) {
    if (number.isEmpty() || (over != null && below.isEmpty())) {
      return OptionalDouble.empty();
    }
    return over == null ? number : OptionalDouble.of(number.getAsDouble() - below.getAsDouble());
  }
}
