package seco.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import seco.display.Charts;
import seco.display.Line;
import seco.display.Palette;
import seco.display.Tables;
import seco.experiment.FineTuningRecords;
import seco.experiment.WorkedDescent;
import seco.finetune.FineTuningStep;
import seco.run.Interval;
import tech.tablesaw.api.Table;

/** Plots and tables of fine-tunings. */
public final class FineTuningCharts {
  private FineTuningCharts() {}

  /**
   * A fine-tuning's steps: loss and right answers, both smoothed.
   *
   * @param allSteps of the whole training, the length of the axis
   * @param classes of the videos
   */
  static XYChart training(List<FineTuningStep> steps, long allSteps, int classes) {
    double end = Math.max(1, allSteps - 1);
    int window = TrainingCharts.window(allSteps);
    double[] x = steps.stream().mapToDouble(FineTuningStep::step).toArray();
    double[] loss = steps.stream().mapToDouble(FineTuningStep::loss).toArray();
    double[] top1 = steps.stream().mapToDouble(FineTuningStep::top1).toArray();
    XYChart chart =
        Charts.lines(
            "Fine-tuning",
            "step",
            "",
            Line.of("loss", x, loss).smoothed(window).coloured(Palette.VERMILLION),
            Line.level("loss of a guess, ln " + classes, Math.log(classes), 0, end)
                .coloured(Palette.VERMILLION),
            Line.of("share right", x, top1).smoothed(window).coloured(Palette.BLUE));
    chart.getStyler().setYAxisMin(0.0).setXAxisMax(end);
    return chart;
  }

  /** The loss of every network over the epochs, the mean over seeds. */
  public static XYChart loss(String title, FineTuningRecords records) {
    return curves(title, "loss", records, FineTuningRecords.LOSS);
  }

  /** The share of training videos recognised over the epochs, the mean over seeds. */
  public static XYChart trainingTop1(String title, FineTuningRecords records) {
    return curves(title, "share right", records, FineTuningRecords.TRAINING_TOP1);
  }

  private static XYChart curves(
      String title, String axis, FineTuningRecords records, String metric) {
    List<Line> lines = new ArrayList<>();
    for (String network : records.networks()) {
      double[] y = records.curve(network, metric);
      double[] x = IntStream.rangeClosed(1, y.length).asDoubleStream().toArray();
      lines.add(Line.of(network, x, y));
    }
    XYChart chart = Charts.lines(title, "epoch", axis, lines);
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  /** The accuracies of all networks on the test videos: mean, interval and every seed. */
  public static CategoryChart top1(String title, FineTuningRecords records) {
    List<String> networks = records.networks();
    double[] means = new double[networks.size()];
    double[] halfWidths = new double[networks.size()];
    double[][] singles = new double[networks.size()][];
    for (int i = 0; i < means.length; i++) {
      double[] values = records.values(networks.get(i), FineTuningRecords.TOP1);
      singles[i] = Arrays.stream(values).map(value -> 100 * value).toArray();
      Interval interval = Interval.of(singles[i]);
      means[i] = interval.mean();
      halfWidths[i] = interval.halfWidth();
    }
    CategoryChart chart = Charts.intervals(title, "per cent", networks, means, halfWidths, singles);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0); // an interval may reach beyond
    return chart;
  }

  /**
   * The accuracies of all networks in per cent with their 95 % intervals over seeds, and what each
   * has above another, seed by seed.
   *
   * @param base the network to compare with
   */
  public static Table table(String title, FineTuningRecords records, String base) {
    List<List<Object>> rows = new ArrayList<>();
    for (String network : records.networks()) {
      double[] top1 = records.values(network, FineTuningRecords.TOP1);
      rows.add(
          List.of(
              network,
              top1.length,
              percent(top1),
              percent(records.values(network, FineTuningRecords.TOP5)),
              network.equals(base)
                  ? "-"
                  : points(records.above(network, base, FineTuningRecords.TOP1))));
    }
    List<String> columns = List.of("network", "seeds", "top-1", "top-5", "above " + base);
    return Tables.of(title, columns, rows);
  }

  /**
   * Beside each network what a linear machine reads from it as it is, {@link
   * FineTuningRecords#FROZEN}, and what the fine-tuning adds to that, seed by seed.
   */
  public static Table besideFrozen(String title, FineTuningRecords records) {
    List<List<Object>> rows = new ArrayList<>();
    for (String network : records.networks()) {
      double[] frozen = records.values(network, FineTuningRecords.FROZEN);
      double[] tuned = records.values(network, FineTuningRecords.TOP1);
      double[] added = new double[tuned.length];
      Arrays.setAll(added, i -> tuned[i] - frozen[i]);
      rows.add(List.of(network, percent(frozen), percent(tuned), points(added)));
    }
    return Tables.of(
        title, List.of("network", "frozen, linear SVM", "fine-tuned", "added, points"), rows);
  }

  /**
   * A worked descent beside what the library has computed.
   *
   * @param computed weights after each step
   */
  public static Table descent(String title, List<WorkedDescent.Step> steps, double[][] computed) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < computed.length; i++) {
      WorkedDescent.Step step = steps.get(i);
      rows.add(
          List.of(
              i + 1,
              vector(step.mean()),
              step.norm(),
              vector(step.clipped()),
              vector(step.buffer()),
              vector(step.followed()),
              vector(step.weights()),
              vector(computed[i])));
    }
    List<String> columns =
        List.of("step", "mean", "norm", "clipped", "buffer b", "followed", "w by hand", "w of Sgd");
    return Tables.of(title, columns, rows);
  }

  private static String vector(double[] values) {
    return Arrays.stream(values)
        .mapToObj(value -> String.format(Locale.ROOT, "%.4f", value).replaceAll("\\.?0+$", ""))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String percent(double[] shares) {
    Interval interval = Interval.of(shares);
    return Tables.percent(interval.mean(), interval.halfWidth());
  }

  /** The differences of the seeds, then their mean with its interval. */
  private static String points(double[] differences) {
    StringBuilder text = new StringBuilder();
    for (double difference : differences) {
      text.append(String.format(Locale.ROOT, "%+.1f  ", 100 * difference));
    }
    if (differences.length > 1) {
      text.append("mean ").append(percent(differences));
    }
    return text.toString().strip();
  }
}
