package seco.display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import seco.InputException;
import seco.run.Interval;
import seco.run.RunRecords;
import tech.tablesaw.api.Table;

/**
 * Variants of some records compared within each seed: those of one seed share videos and start, and
 * their difference is known better than either level.
 */
public final class PairedTables {
  static final String ARROW = " → ";

  private PairedTables() {}

  /**
   * A row for each variant: the share in per cent, by how many points it is above the base, and in
   * how many seeds.
   *
   * @throws InputException if a seed of a variant has no number of the base, or protocols differ
   */
  public static Table table(String name, RunRecords records, String metric, String base) {
    List<String> columns = List.of("variant", metric, "points above " + base, "seeds above");
    List<List<String>> rows = new ArrayList<>();
    for (String variant : measured(records, metric)) {
      Interval level = Interval.of(records.values(variant, metric));
      List<String> row = new ArrayList<>(List.of(variant));
      row.add(Tables.percent(level.mean(), level.halfWidth()));
      if (variant.equals(base)) {
        row.addAll(List.of("", ""));
      } else {
        double[] points = records.differences(variant, base, metric);
        Interval interval = Interval.of(points);
        long above = Arrays.stream(points).filter(point -> point > 0).count();
        row.add(Tables.percent(interval.mean(), interval.halfWidth()));
        row.add(above + " of " + points.length);
      }
      rows.add(row);
    }
    return Tables.of(name, columns, rows);
  }

  /**
   * Points above the base: mean, interval and every seed of each other variant.
   *
   * @throws InputException if a seed of a variant has no number of the base, or protocols differ
   */
  public static CategoryChart chart(String title, RunRecords records, String metric, String base) {
    List<String> variants =
        measured(records, metric).stream().filter(variant -> !variant.equals(base)).toList();
    double[] means = new double[variants.size()];
    double[] halfWidths = new double[variants.size()];
    double[][] seeds = new double[variants.size()][];
    for (int i = 0; i < means.length; i++) {
      seeds[i] =
          Arrays.stream(records.differences(variants.get(i), base, metric))
              .map(share -> 100 * share)
              .toArray();
      Interval interval = Interval.of(seeds[i]);
      means[i] = interval.mean();
      halfWidths[i] = interval.halfWidth();
    }
    return Charts.intervals(title, "points above " + base, variants, means, halfWidths, seeds);
  }

  /**
   * What changes from one variant to another, seed by seed: points of a share in per cent.
   *
   * @param steps as {@code inter → inter+intra}
   * @throws InputException if a step is not of this form, a seed has only one of the two, or
   *     protocols differ
   */
  public static Table steps(String name, RunRecords records, String metric, String... steps) {
    List<String> columns = new ArrayList<>(List.of("step"));
    records.seeds().forEach(seed -> columns.add("seed " + seed));
    columns.add("mean");
    List<List<String>> rows = new ArrayList<>();
    for (String step : steps) {
      String[] ends = step.split(ARROW, -1);
      if (ends.length != 2) {
        throw new InputException("step '" + step + "': write one as 'inter → inter+intra'");
      }
      double[] added = records.differences(ends[1], ends[0], metric);
      List<String> row = new ArrayList<>(List.of(step));
      for (double points : added) {
        row.add(String.format(Locale.ROOT, "%+.1f", 100 * points));
      }
      Interval interval = Interval.of(added);
      row.add(Tables.percent(interval.mean(), interval.halfWidth()));
      rows.add(row);
    }
    return Tables.of(name, columns, rows);
  }

  private static List<String> measured(RunRecords records, String metric) {
    records.requireOneProtocol(metric);
    return records.variants().stream()
        .filter(variant -> records.values(variant, metric).length > 0)
        .toList();
  }
}
