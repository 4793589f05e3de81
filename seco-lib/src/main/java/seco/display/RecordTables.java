package seco.display;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
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
  private static final Form PERCENT = i -> Tables.percent(i.mean(), i.halfWidth());

  private static final Form NUMBER = i -> Tables.plusMinus(i.mean(), i.halfWidth(), 2);

  private RecordTables() {}

  /**
   * Shares in per cent, as {@code 56.3 ± 2.1}.
   *
   * @param metrics the columns
   */
  public static Table percent(String name, RunRecords records, String... metrics) {
    return table(name, records, metrics, PERCENT);
  }

  /**
   * Plain numbers with two decimals, as {@code 0.31 ± 0.04}.
   *
   * @param metrics the columns
   */
  public static Table numbers(String name, RunRecords records, String... metrics) {
    return table(name, records, metrics, NUMBER);
  }

  /**
   * Shares in per cent beside plain numbers with two decimals.
   *
   * @param shares the first columns
   * @param numbers the columns after them
   */
  public static Table mixed(
      String name, RunRecords records, List<String> shares, List<String> numbers) {
    List<String> columns = new ArrayList<>(List.of(ROWS));
    columns.addAll(shares);
    columns.addAll(numbers);
    List<List<String>> rows = new ArrayList<>();
    for (String variant : records.variants()) {
      List<String> row = new ArrayList<>(List.of(variant));
      shares.forEach(metric -> row.add(cell(records, variant, metric, PERCENT)));
      numbers.forEach(metric -> row.add(cell(records, variant, metric, NUMBER)));
      rows.add(row);
    }
    return Tables.of(name, columns, rows);
  }

  /**
   * One metric of several sets of records side by side, shares in per cent.
   *
   * @param sets the columns in order: heading and records
   */
  public static Table sideBySide(String name, String metric, Map<String, RunRecords> sets) {
    Set<String> variants = new LinkedHashSet<>();
    sets.values().forEach(records -> variants.addAll(records.variants()));
    List<String> columns = new ArrayList<>(List.of(ROWS));
    columns.addAll(sets.keySet());
    List<List<String>> rows = new ArrayList<>();
    for (String variant : variants) {
      List<String> row = new ArrayList<>(List.of(variant));
      sets.values().forEach(records -> row.add(cell(records, variant, metric, PERCENT)));
      rows.add(row);
    }
    return Tables.of(name, columns, rows);
  }

  /**
   * What each variant adds to the one before it, within each seed: points of a share in per cent.
   *
   * @param variants in the order in which they build on each other
   */
  public static Table differences(
      String name, RunRecords records, String metric, String... variants) {
    List<String> steps = new ArrayList<>();
    for (int i = 1; i < variants.length; i++) {
      steps.add(variants[i - 1] + PairedTables.ARROW + variants[i]);
    }
    return PairedTables.steps(name, records, metric, steps.toArray(String[]::new));
  }

  /**
   * A share in per cent, seed by seed and on average, beside what it cost.
   *
   * @param cost a metric of plain numbers, such as seconds, shown in the mean over the seeds
   */
  public static Table bySeed(String name, RunRecords records, String cost, String metric) {
    List<String> columns = new ArrayList<>(List.of(ROWS, cost));
    records.seeds().forEach(seed -> columns.add("seed " + seed));
    columns.add("mean");
    List<List<String>> rows = new ArrayList<>();
    for (String variant : records.variants()) {
      List<String> row = new ArrayList<>(List.of(variant));
      row.add(cell(records, variant, cost, i -> Tables.plusMinus(i.mean(), Double.NaN, 3)));
      for (long seed : records.seeds()) {
        double share = records.value(variant, seed, metric).orElse(Double.NaN);
        row.add(Tables.percent(share, Double.NaN));
      }
      row.add(cell(records, variant, metric, PERCENT));
      rows.add(row);
    }
    return Tables.of(name, columns, rows);
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
        row.add(cell(records, variant, metric, form));
      }
      rows.add(row);
    }
    return Tables.of(name, columns, rows);
  }

  private static String cell(RunRecords records, String variant, String metric, Form form) {
    double[] values = records.requireOneProtocol(metric).values(variant, metric);
    return values.length == 0 ? ABSENT : form.of(Interval.of(values));
  }

  /** Plain metrics as shades, a row for each variant and a column for each metric: the means. */
  public static HeatMapChart map(String title, RunRecords records, List<String> metrics) {
    metrics.forEach(records::requireOneProtocol);
    List<String> variants = records.variants();
    double[][] means = new double[variants.size()][metrics.size()];
    for (int i = 0; i < means.length; i++) {
      for (int k = 0; k < metrics.size(); k++) {
        double[] values = records.values(variants.get(i), metrics.get(k));
        means[i][k] = values.length == 0 ? Double.NaN : Interval.of(values).mean();
      }
    }
    return Charts.heatMap(title, means, variants, metrics);
  }

  /** One metric in per cent: mean, interval and every seed of each variant. */
  public static CategoryChart chart(String title, RunRecords records, String metric) {
    List<String> variants =
        records.variants().stream().filter(v -> records.values(v, metric).length > 0).toList();
    double[] means = new double[variants.size()];
    double[] halfWidths = new double[variants.size()];
    double[][] seeds = new double[variants.size()][];
    for (int i = 0; i < means.length; i++) {
      seeds[i] = records.requireOneProtocol(metric).values(variants.get(i), metric);
      for (int k = 0; k < seeds[i].length; k++) {
        seeds[i][k] *= 100;
      }
      Interval interval = Interval.of(seeds[i]);
      means[i] = interval.mean();
      halfWidths[i] = interval.halfWidth();
    }
    CategoryChart chart = Charts.intervals(title, "per cent", variants, means, halfWidths, seeds);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0); // an interval may reach beyond
    return chart;
  }
}
