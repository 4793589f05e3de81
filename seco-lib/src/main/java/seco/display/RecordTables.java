package seco.display;

import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import seco.run.Interval;
import seco.run.RunRecords;
import tech.tablesaw.api.Table;

/**
 * Tables and charts of run records: a row for each variant, means over seeds with their 95 %
 * confidence intervals.
 */
public final class RecordTables {
  private static final String ROWS = "variant";
  private static final String ABSENT = "-";

  private RecordTables() {}

  /**
   * Shares in per cent, as {@code 56.3 ± 2.1}.
   *
   * @param metrics the columns
   */
  public static Table percent(String name, RunRecords records, String... metrics) {
    return table(name, records, metrics, i -> Tables.percent(i.mean(), i.halfWidth()));
  }

  /**
   * Plain numbers with two decimals, as {@code 0.31 ± 0.04}.
   *
   * @param metrics the columns
   */
  public static Table numbers(String name, RunRecords records, String... metrics) {
    return table(name, records, metrics, i -> Tables.plusMinus(i.mean(), i.halfWidth(), 2));
  }

  /** How an interval is written. */
  @FunctionalInterface
  private interface Form {
    String of(Interval interval);
  }

  private static Table table(String name, RunRecords records, String[] metrics, Form form) {
    List<String> columns = new ArrayList<>(List.of(ROWS));
    columns.addAll(List.of(metrics));
    List<List<String>> rows = new ArrayList<>();
    for (String variant : records.variants()) {
      List<String> row = new ArrayList<>(List.of(variant));
      for (String metric : metrics) {
        double[] values = records.values(variant, metric);
        row.add(values.length == 0 ? ABSENT : form.of(Interval.of(values)));
      }
      rows.add(row);
    }
    return Tables.of(name, columns, rows);
  }

  /** One metric in per cent: mean, interval and every seed of each variant. */
  public static CategoryChart chart(String title, RunRecords records, String metric) {
    List<String> variants =
        records.variants().stream().filter(v -> records.values(v, metric).length > 0).toList();
    double[] means = new double[variants.size()];
    double[] halfWidths = new double[variants.size()];
    double[][] seeds = new double[variants.size()][];
    for (int i = 0; i < means.length; i++) {
      seeds[i] = records.values(variants.get(i), metric);
      for (int k = 0; k < seeds[i].length; k++) {
        seeds[i][k] *= 100;
      }
      Interval interval = Interval.of(seeds[i]);
      means[i] = interval.mean();
      halfWidths[i] = interval.halfWidth();
    }
    return Charts.intervals(title, "per cent", variants, means, halfWidths, seeds);
  }
}
