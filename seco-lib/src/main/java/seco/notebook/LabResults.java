package seco.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import seco.display.Tables;
import seco.experiment.TrackerResults;
import seco.experiment.table.PaperTable;
import seco.run.Interval;
import seco.run.RunRecords;

/**
 * The lab's numbers that stand beside the papers' in columns of their own, from the records that
 * are kept with the notebooks. A record that is not there leaves its columns empty.
 *
 * @param folder of the records
 */
public record LabResults(Path folder) {
  private static final String ABSENT = "-";
  private static final String TOP1 = "top1";
  private static final String BIASED = "ablation-desk-bias0.50";

  /** The lab's rows in the place of the papers'; all others have the papers' own names. */
  private static final Map<String, String> IN_PLACE =
      Map.of("moco-imagenet", "start", "seco", "inter+intra+order");

  /**
   * A column of the lab.
   *
   * @param records of its rows
   * @param metric a share
   */
  private record Column(RunRecords records, String metric) {
    double[] values(String variant) {
      return records.values(variant, metric);
    }
  }

  private Column column(String name, String metric) throws IOException {
    Path file = folder.resolve(name + ".csv");
    RunRecords records = Files.exists(file) ? RunRecords.read(file) : new RunRecords(List.of());
    return new Column(records, metric);
  }

  private Map<String, Column> columns(PaperTable table) throws IOException {
    Map<String, Column> columns = new LinkedHashMap<>();
    switch (table) {
      case TABLE1 -> {
        columns.put("lab: top-1, scene bias 0.5", column(BIASED, TOP1));
        columns.put("lab: top-1, scene bias 0", column("ablation-desk-bias0.00", TOP1));
        String lab = "tracking-desk-lab";
        columns.put("lab: precision", column(lab, TrackerResults.PRECISION_20));
        columns.put("lab: success", column(lab, TrackerResults.SUCCESS_AUC));
        String real = "tracking-desk-otb_mini";
        columns.put("lab's head on 8 of OTB: success", column(real, TrackerResults.SUCCESS_AUC));
      }
      case TABLE2 -> columns.put("lab: top-1, scene bias 0.5", column(BIASED, TOP1));
      case TABLE3 -> columns.put("lab: fine-tuned top-1", column("finetuning-desk-lab", TOP1));
      case TABLE4, TABLE5 -> {}
    }
    return columns;
  }

  /** The headings of a table's lab columns. */
  List<String> headings(PaperTable table) throws IOException {
    return List.copyOf(columns(table).keySet());
  }

  /** The lab's row in the place of a paper's. */
  static String variant(String row) {
    return IN_PLACE.getOrDefault(row, row);
  }

  /** The lab's numbers of one of its rows, as text. */
  List<String> numbers(PaperTable table, String variant) throws IOException {
    return columns(table).values().stream().map(column -> text(column.values(variant))).toList();
  }

  private static String text(double[] values) {
    if (values.length == 0) {
      return ABSENT;
    }
    Interval interval = Interval.of(values);
    return Tables.percent(interval.mean(), interval.halfWidth());
  }

  /** The lab's rows that stand in the place of none of the paper's. */
  Set<String> others(PaperTable table) throws IOException {
    Set<String> others = new LinkedHashSet<>();
    columns(table).values().forEach(column -> others.addAll(column.records().variants()));
    table.rows().forEach(row -> others.remove(variant(row.id())));
    return others;
  }

  /** The mean of a row in a table's first lab column, in per cent. */
  OptionalDouble percent(PaperTable table, String row) throws IOException {
    for (Column first : columns(table).values()) {
      double[] values = first.values(variant(row));
      return values.length == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(100 * Interval.of(values).mean());
    }
    return OptionalDouble.empty();
  }
}
