package seco.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import seco.display.Charts;
import seco.display.Line;
import seco.loss.Task;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Step;
import seco.pretrain.TrainingRecord;

/** Curves of a training. */
public final class TrainingCharts {
  private static final int WINDOWS = 40; // of them in a whole training

  private TrainingCharts() {}

  /** How often each term's answer is right, smoothed, with the levels of chance. */
  public static XYChart accuracy(TrainingRecord record) {
    return accuracy(record.config(), record.steps(), record.steps().size());
  }

  /** The same of a training that goes on, over the axis of all its steps. */
  static XYChart accuracy(PretrainConfig config, List<Step> steps, long allSteps) {
    List<Line> lines = new ArrayList<>();
    boolean frames = config.tasks().contains(Task.FRAMES);
    add(lines, frames ? "frames" : "inter", steps, allSteps, Step::interTop1);
    add(lines, "intra", steps, allSteps, Step::intraTop1);
    add(lines, "order", steps, allSteps, Step::orderTop1);
    double end = Math.max(1, allSteps - 1);
    if (config.tasks().contains(Task.ORDER)) {
      lines.add(Line.level("chance of order, 1/2", 0.5, 0, end));
    }
    if (config.tasks().contains(Task.INTRA)) {
      lines.add(Line.level("chance of intra, 1/3", 1 / 3.0, 0, end));
    }
    double inter = 1.0 / (config.contrast().memorySize() + 1);
    if (config.tasks().contains(Task.INTER) || frames) {
      lines.add(Line.level("chance of inter, 1/" + Math.round(1 / inter), inter, 0, end));
    }
    XYChart chart = Charts.lines("Right answers of each term", "step", "share right", lines);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0).setXAxisMin(0.0).setXAxisMax(end);
    return chart;
  }

  /** The losses of the terms, smoothed. */
  public static XYChart losses(TrainingRecord record) {
    List<Line> lines = new ArrayList<>();
    List<Step> steps = record.steps();
    boolean frames = record.config().tasks().contains(Task.FRAMES);
    add(lines, frames ? "frames" : "inter", steps, steps.size(), Step::inter);
    add(lines, "intra", steps, steps.size(), Step::intra);
    add(lines, "order", steps, steps.size(), Step::order);
    double end = Math.max(1, steps.size() - 1);
    if (record.config().tasks().contains(Task.INTRA)) {
      lines.add(Line.level("chance of intra, ln 3", Math.log(3), 0, end));
    }
    if (record.config().tasks().contains(Task.ORDER)) {
      lines.add(Line.level("chance of order, ln 2", Math.log(2), 0, end));
    }
    XYChart chart = Charts.lines("Loss of each term", "step", "loss", lines);
    chart.getStyler().setYAxisMin(0.0).setXAxisMin(0.0).setXAxisMax(end);
    return chart;
  }

  private static void add(
      List<Line> lines,
      String name,
      List<Step> steps,
      long allSteps,
      ToDoubleFunction<Step> number) {
    double[] x = steps.stream().mapToDouble(Step::step).toArray();
    double[] y = steps.stream().mapToDouble(number).toArray();
    if (Arrays.stream(y).anyMatch(Double::isFinite)) {
      lines.add(Line.of(name, x, y).smoothed((int) Math.max(1, allSteps / WINDOWS)));
    }
  }
}
