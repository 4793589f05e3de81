package seco.experiment.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import seco.InputException;
import seco.Paper;

/** The papers' tables, with every number as it is printed. */
@Paper(section = "Evaluations on Pre-trained Feature+Linear Model", table = 1)
public enum PaperTable {
  /** Frozen features: actions, untrimmed activities, tracking. */
  TABLE1("SeCo, Table 1: pre-trained representation and linear model, per cent"),
  /** Frozen features of small networks on Kinetics-400. */
  TABLE2("SeCo, Table 2: top-1 on Kinetics-400, per cent"),
  /** Fine-tuning. */
  TABLE3("SeCo, Table 3: pre-training and fine-tuning, top-1, per cent"),
  /** DualVar's fine-tuning. */
  TABLE4("DualVar, Table 4: fine-tuning, top-1, per cent"),
  /** DualVar's retrieval. */
  TABLE5("DualVar, Table 5: retrieval on UCF101, R@k, per cent");

  private static final String NUMBERS = "numbers.csv";

  private final String title;

  PaperTable(String title) {
    this.title = title;
  }

  /** The name of its command: {@code table1}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether all of its networks see clips, and learn and are judged on the first split alone. */
  boolean isOfClips() {
    return this == TABLE4 || this == TABLE5;
  }

  /** The paper, the table's number and what its numbers are. */
  public String title() {
    return title;
  }

  /** All cells, row by row in the paper's order. */
  public List<PaperCell> cells() {
    List<PaperCell> cells = new ArrayList<>();
    for (ResourceRows.Line line : ResourceRows.read(NUMBERS)) {
      if (("table" + line.field("table")).equals(id())) {
        Means means = Means.valueOf(line.field("means").toUpperCase(Locale.ROOT));
        PaperRow row = new PaperRow(line.field("row"), line.field("title"), means);
        cells.add(new PaperCell(this, row, line.field("column"), line.field("printed")));
      }
    }
    return cells;
  }

  /** The rows in the paper's order. */
  public List<PaperRow> rows() {
    return List.copyOf(
        cells().stream().map(PaperCell::row).collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /** The columns in the paper's order. */
  public List<String> columns() {
    return List.copyOf(
        cells().stream()
            .map(PaperCell::column)
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /** The cell of a row and a column. */
  public Optional<PaperCell> cell(String row, String column) {
    return cells().stream()
        .filter(cell -> cell.row().id().equals(row) && cell.column().equals(column))
        .findFirst();
  }

  /**
   * Some of the cells.
   *
   * @param row name of the only row; empty for all
   * @param column name of the only column; empty for all
   * @throws InputException if there is no such row or column
   */
  public List<PaperCell> cells(String row, String column) {
    List<String> rows = rows().stream().map(PaperRow::id).toList();
    require("row", row, rows);
    require("column", column, columns());
    return cells().stream()
        .filter(cell -> row.isEmpty() || cell.row().id().equals(row))
        .filter(cell -> column.isEmpty() || cell.column().equals(column))
        .toList();
  }

  private void require(String what, String name, List<String> names) {
    if (!name.isEmpty() && !names.contains(name)) {
      throw new InputException(
          "%s '%s': %s has %s".formatted(what, name, id(), String.join(", ", names)));
    }
  }
}
