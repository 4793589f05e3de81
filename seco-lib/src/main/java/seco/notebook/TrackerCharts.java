package seco.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import seco.display.Charts;
import seco.display.Line;
import seco.display.Palette;
import seco.display.Tables;
import seco.experiment.TrackerComparison;
import seco.experiment.TrackerResults;
import seco.track.HeadStep;
import seco.track.otb.Attribute;
import seco.track.otb.Bootstrap;
import tech.tablesaw.api.Table;

/** Plots and tables of a comparison of trackers. */
public final class TrackerCharts {
  private static final double STEP = 0.05;

  private TrackerCharts() {}

  /** The success plot: share of frames above each overlap, the scores in the legend. */
  public static XYChart success(String title, TrackerResults results) {
    return chart(
        title, "overlap above", results, results::success, STEP, TrackerResults.SUCCESS_AUC);
  }

  /** The precision plot: share of frames whose centre is within each number of pixels. */
  public static XYChart precision(String title, TrackerResults results) {
    return chart(
        title,
        "centre within, pixels",
        results,
        results::precision,
        1,
        TrackerResults.PRECISION_20);
  }

  /**
   * A head's training: the loss of its responses, and the share of pairs whose greatest response
   * lies on the object, both smoothed.
   *
   * @param allSteps of the whole training, the length of the axis
   */
  static XYChart training(List<HeadStep> steps, long allSteps) {
    double end = Math.max(1, allSteps - 1);
    int window = TrainingCharts.window(allSteps);
    double[] x = steps.stream().mapToDouble(HeadStep::step).toArray();
    double[] loss = steps.stream().mapToDouble(HeadStep::loss).toArray();
    double[] hits = steps.stream().mapToDouble(HeadStep::hits).toArray();
    XYChart chart =
        Charts.lines(
            "Training of the head",
            "step",
            "",
            Line.of("loss", x, loss).smoothed(window).coloured(Palette.VERMILLION),
            Line.level("loss of a guess, ln 2", Math.log(2), 0, end).coloured(Palette.VERMILLION),
            Line.of("peaks on the object", x, hits).smoothed(window).coloured(Palette.BLUE));
    chart.getStyler().setYAxisMin(0.0).setXAxisMax(end);
    return chart;
  }

  private static XYChart chart(
      String title,
      String axis,
      TrackerResults results,
      Function<String, double[]> curve,
      double step,
      String score) {
    List<Line> lines = new ArrayList<>();
    for (String tracker : results.trackers()) {
      double[] y = curve.apply(tracker);
      double[] x = new double[y.length];
      Arrays.setAll(x, k -> k * step);
      double value = results.range(tracker, score).value();
      Line line = Line.of(String.format(Locale.ROOT, "%s %.3f", tracker, value), x, y);
      lines.add(
          tracker.equals(TrackerComparison.IDENTITY)
              ? line.coloured(Palette.BLACK).dashed()
              : line);
    }
    XYChart chart = Charts.lines(title, axis, "share of frames", lines);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    return chart;
  }

  /**
   * Success and precision of all trackers with their 95 % intervals over sequences, and the success
   * that each has above another.
   *
   * @param base the tracker to compare with
   */
  public static Table table(String title, TrackerResults results, String base) {
    List<List<Object>> rows = new ArrayList<>();
    for (String tracker : results.trackers()) {
      rows.add(
          List.of(
              tracker,
              results.runs(tracker),
              interval("%.3f", results.range(tracker, TrackerResults.SUCCESS_AUC)),
              interval("%.3f", results.range(tracker, TrackerResults.PRECISION_20)),
              interval("%.3f", results.range(tracker, TrackerResults.NORMALIZED_PRECISION)),
              tracker.equals(base)
                  ? "-"
                  : interval("%+.3f", results.above(tracker, base, TrackerResults.SUCCESS_AUC))));
    }
    List<String> columns =
        List.of("tracker", "seeds", "success", "precision", "normalised", "above " + base);
    return Tables.of(title, columns, rows);
  }

  private static String interval(String form, Bootstrap.Range range) {
    return String.format(
        Locale.ROOT,
        form + " (" + form + " to " + form + ")",
        range.value(),
        range.low(),
        range.high());
  }

  /** The success of all trackers on the sequences of each attribute. */
  public static Table byAttribute(String title, TrackerResults results) {
    List<String> columns = new ArrayList<>(List.of("attribute", "sequences"));
    columns.addAll(results.trackers());
    List<List<Object>> rows = new ArrayList<>();
    Map<Attribute, Map<String, Double>> table = results.byAttribute(TrackerResults.SUCCESS_AUC);
    table.forEach(
        (attribute, scores) -> {
          List<Object> row = new ArrayList<>();
          row.add(attribute.title());
          row.add(results.sequences().with(attribute).size());
          scores.values().forEach(score -> row.add(String.format(Locale.ROOT, "%.3f", score)));
          rows.add(row);
        });
    return Tables.of(title, columns, rows);
  }
}
