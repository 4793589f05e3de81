package seco.notebook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import seco.display.Tables;
import seco.experiment.table.CellRecords;
import seco.experiment.table.Claim;
import seco.experiment.table.Means;
import seco.experiment.table.PaperCell;
import seco.experiment.table.PaperRow;
import seco.experiment.table.PaperTable;
import tech.tablesaw.api.Table;

/**
 * The papers' tables beside ours. What was not run at full scale says so; the lab's numbers never
 * stand in the papers' columns.
 */
public final class PaperTables {
  private static final String NOT_RUN = "not run";
  private static final String ABSENT = "-";

  private PaperTables() {}

  /** The paper's rows and columns: each number, ours beside it, and the lab's in own columns. */
  public static Table beside(PaperTable table, CellRecords ours, LabResults lab)
      throws IOException {
    List<String> headings = new ArrayList<>(List.of("row"));
    for (String column : table.columns()) {
      headings.add(column + ", paper");
      headings.add(column + ", ours");
    }
    headings.addAll(lab.headings(table));
    List<List<String>> rows = new ArrayList<>();
    for (PaperRow row : table.rows()) {
      List<String> line = new ArrayList<>(List.of(row.title()));
      for (String column : table.columns()) {
        PaperCell cell = table.cell(row.id(), column).orElseThrow();
        line.add(cell.printed());
        line.add(ours(cell, ours));
      }
      line.addAll(lab.numbers(table, row));
      rows.add(line);
    }
    for (String variant : lab.others(table)) {
      List<String> line = new ArrayList<>(List.of("lab alone: " + variant));
      table.columns().forEach(column -> line.addAll(List.of(ABSENT, ABSENT)));
      line.addAll(lab.numbers(table, variant));
      rows.add(line);
    }
    return Tables.of(table.title(), headings, rows);
  }

  private static String ours(PaperCell cell, CellRecords ours) throws IOException {
    Optional<CellRecords.Measured> measured = ours.of(cell);
    if (measured.isPresent()) {
      return Tables.percent(measured.get().share().mean(), measured.get().share().halfWidth());
    }
    return cell.row().means() == Means.CITED ? ABSENT : NOT_RUN;
  }

  /** The cells that can be run, one a row: what was measured and how, or the command that does. */
  public static Table cells(PaperTable table, CellRecords ours) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (PaperCell cell : table.cells()) {
      if (cell.row().means().isMadeHere()) {
        rows.add(line(cell, ours.of(cell)));
      }
    }
    return Tables.of(
        table.title() + ", cell by cell",
        List.of(
            "row",
            "column",
            "paper",
            "ours",
            "difference",
            "seeds",
            "hours",
            "machine",
            "card",
            "command"),
        rows);
  }

  private static List<String> line(PaperCell cell, Optional<CellRecords.Measured> measured) {
    List<String> line = new ArrayList<>(List.of(cell.row().title(), cell.column(), cell.printed()));
    if (measured.isEmpty()) {
      line.addAll(List.of(NOT_RUN, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, cell.command()));
      return line;
    }
    CellRecords.Measured ours = measured.get();
    OptionalDouble paper = cell.percent();
    line.add(Tables.percent(ours.share().mean(), ours.share().halfWidth()));
    line.add(
        paper.isEmpty()
            ? ABSENT
            : String.format(Locale.ROOT, "%+.2f", ours.percent() - paper.getAsDouble()));
    line.add(String.join(", ", ours.seeds().stream().map(String::valueOf).toList()));
    line.add(String.format(Locale.ROOT, "%.1f", ours.hours()));
    line.add(ours.card().get("machine").orElse(ABSENT));
    line.add(ours.card().id());
    line.add(cell.command());
    return line;
  }

  /**
   * What the papers claim in words: the number there, the one that follows from the table's cells,
   * and the same difference of our cells and of the lab's rows.
   */
  public static Table claims(CellRecords ours, LabResults lab) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Claim claim : Claim.all()) {
      PaperCell cell = claim.cell();
      PaperCell over = claim.over();
      PaperTable table = cell.table();
      OptionalDouble none = OptionalDouble.empty();
      OptionalDouble full = claim.of(ours.percent(cell), over == null ? none : ours.percent(over));
      boolean first = cell.column().equals(table.columns().get(0));
      OptionalDouble small =
          over == null // a height, not a difference: the lab's is of other videos
              ? none
              : claim.of(
                  first ? lab.percent(table, cell.row()) : none, lab.percent(table, over.row()));
      String above = over == null ? "" : " above " + over.row().title();
      rows.add(
          List.of(
              table.id() + ", " + cell.column() + ": " + cell.row().title() + above,
              claim.said().isEmpty() ? ABSENT : claim.said(),
              claim.where(),
              claim.printed(),
              claim.agrees().map(yes -> yes ? "yes" : "no").orElse(ABSENT),
              full.isPresent() ? decimals(full) : NOT_RUN,
              small.isPresent() ? decimals(small) : ABSENT));
    }
    return Tables.of(
        "Claims in words, per cent or points",
        List.of("claim", "in words", "where", "from the cells", "agree", "ours", "lab"),
        rows);
  }

  private static String decimals(OptionalDouble number) {
    return String.format(Locale.ROOT, "%.2f", number.getAsDouble());
  }
}
