package seco.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import seco.contrast.MemoryQueue;
import seco.display.Charts;
import seco.display.Line;
import seco.display.Palette;
import seco.display.Panel;
import seco.model.Head;
import seco.notebook.TrainingCharts.Term;
import seco.pretrain.Health;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Step;
import seco.pretrain.TrainingRecord;
import seco.run.Timing;

/** The health of a run's contrast as a panel of small charts over its steps. */
final class HealthPanel {
  private static final int COLUMNS = 3;

  private final TrainingRecord record;
  private final PretrainConfig config;
  private final double end;

  private HealthPanel(TrainingRecord record) {
    this.record = record;
    config = record.config();
    end = Math.max(1, record.steps().size() - 1);
  }

  static Panel of(TrainingRecord record) {
    HealthPanel panel = new HealthPanel(record);
    return new Panel(
        "Health of the contrast, step by step",
        COLUMNS,
        List.of(
            panel.accuracy(),
            panel.alignment(),
            panel.uniformity(),
            panel.effectiveRank(),
            panel.memoryAge(),
            panel.momentumDistance(),
            panel.gradientNorm(),
            panel.gradientShares(),
            panel.waiting()));
  }

  private XYChart accuracy() {
    List<Line> lines = new ArrayList<>();
    for (Term term : TrainingCharts.terms(config)) {
      lines.add(term.line(record.steps(), record.steps().size(), term.right()));
      if (term.choices() > 0) {
        lines.add(level(term.name() + " by chance", config.chance(term.task()), term.colour()));
      }
    }
    return share("Right answers (dashed: by chance)", "share right", lines);
  }

  private XYChart alignment() {
    XYChart chart = single("Alignment (0: on the key)", "mean d²", Health::alignment);
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  private XYChart uniformity() {
    XYChart chart = single("Uniformity (0: one point)", "ln mean exp(−2d²)", Health::uniformity);
    chart.getStyler().setYAxisMax(0.0);
    return chart;
  }

  private XYChart effectiveRank() {
    int most = Math.min(config.optimization().batchSize(), Head.EMBEDDING_SIZE);
    XYChart chart =
        chart(
            "Effective rank (1: collapse)",
            "directions",
            List.of(
                smoothed(health("effective rank", Health::effectiveRank)),
                level("at most min(N, D) = " + most, most, Palette.BLACK)));
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  private XYChart memoryAge() {
    int rows = Math.max(1, config.keysAVideo()) * config.optimization().batchSize();
    double full = MemoryQueue.meanAge(config.contrast().memorySize(), rows, Integer.MAX_VALUE);
    XYChart chart =
        chart(
            "Age of the memory's rows",
            "mean age in steps",
            List.of(
                health("mean age", Health::memoryAge),
                level("all rows written", full, Palette.BLACK)));
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  private XYChart momentumDistance() {
    XYChart chart =
        single("Distance of the momentum weights", "|θq − θk| / |θq|", Health::momentumDistance);
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  private XYChart gradientNorm() {
    Line norm = Line.of("norm", x(), record.values(Step::gradientNorm));
    XYChart chart = chart("Norm of the gradient", "L2 norm", List.of(smoothed(norm)));
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  private XYChart gradientShares() {
    List<Line> lines = new ArrayList<>();
    for (Term term : TrainingCharts.terms(config)) {
      ToDoubleFunction<Health> number =
          switch (term.task()) {
            case INTER, FRAMES, VINCE -> Health::interGradient;
            case INTRA -> Health::intraGradient;
            case ORDER -> Health::orderGradient;
            case SUPERVISED, SHUFFLE, OPN, ROTNET -> health -> Double.NaN; // one task, one gradient
          };
      lines.add(smoothed(health(term.name(), number)).coloured(term.colour()));
    }
    return share("Gradient of each task", "share of the norm", lines);
  }

  private XYChart waiting() {
    double[] x = record.timings().stream().mapToDouble(Timing::step).toArray();
    double[] y = record.timings().stream().mapToDouble(Timing::waitShare).toArray();
    Line line = smoothed(Line.of("waiting", x, y));
    return share("Waiting for data", "share of the step's time", List.of(line));
  }

  private double[] x() {
    return record.values(Step::step);
  }

  private Line health(String name, ToDoubleFunction<Health> number) {
    double[] y = record.values(step -> number.applyAsDouble(step.health()));
    return Line.of(name, x(), y).coloured(Palette.BLUE);
  }

  private static Line smoothed(Line line) {
    return line.smoothed(TrainingCharts.window(line.x().length));
  }

  private Line level(String name, double value, Palette colour) {
    return Line.level(name, value, 0, end).coloured(colour);
  }

  private XYChart single(String title, String unit, ToDoubleFunction<Health> number) {
    return chart(title, unit, List.of(smoothed(health(unit, number))));
  }

  private XYChart share(String title, String unit, List<Line> lines) {
    XYChart chart = chart(title, unit, lines);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    chart.getSeriesMap().forEach((name, s) -> s.setShowInLegend(!name.endsWith(" by chance")));
    return chart;
  }

  /** Levels alone are no chart. */
  private XYChart chart(String title, String unit, List<Line> lines) {
    boolean recorded =
        lines.stream()
            .filter(line -> !line.reference())
            .anyMatch(line -> !Arrays.stream(line.y()).allMatch(Double::isNaN));
    XYChart chart = Charts.lines(title, "step", unit, recorded ? lines : List.of());
    chart.getStyler().setXAxisMax(end).setLegendVisible(lines.size() > 1);
    return chart;
  }
}
