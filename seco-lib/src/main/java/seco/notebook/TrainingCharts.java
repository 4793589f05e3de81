package seco.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import seco.display.Charts;
import seco.display.Line;
import seco.display.Palette;
import seco.display.Panel;
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
    double end = Math.max(1, allSteps - 1);
    for (Term term : terms(config)) {
      lines.add(term.line(steps, allSteps, term.right));
      if (term.choices > 0) { // else known to the data alone
        double chance = config.chance(term.task);
        lines.add(
            Line.level(term.name + " by chance, 1/" + term.choices, chance, 0, end)
                .coloured(term.colour));
      }
    }
    XYChart chart = Charts.lines("Right answers of each term", "step", "share right", lines);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0).setXAxisMax(end);
    return chart;
  }

  /** The losses of the terms, smoothed, with the losses of a guess. */
  public static XYChart losses(TrainingRecord record) {
    List<Line> lines = new ArrayList<>();
    List<Step> steps = record.steps();
    double end = Math.max(1, steps.size() - 1);
    for (Term term : terms(record.config())) {
      lines.add(term.line(steps, steps.size(), term.loss));
      if (term.choices > 0) {
        lines.add(
            Line.level(term.name + " by chance, ln " + term.choices, Math.log(term.choices), 0, end)
                .coloured(term.colour));
      }
    }
    XYChart chart = Charts.lines("Loss of each term", "step", "loss", lines);
    chart.getStyler().setYAxisMin(0.0).setXAxisMax(end);
    return chart;
  }

  /**
   * The health of the contrast in small charts: right answers with the levels of chance, alignment,
   * uniformity, effective rank, age of the memory's rows, distance of the momentum weights, norm of
   * the gradient and each task's share in it, share of the time that was waited for data. What the
   * run has not recorded is said so.
   */
  public static Panel health(TrainingRecord record) {
    return HealthPanel.of(record);
  }

  /**
   * A term of the loss.
   *
   * @param choices among which a guess picks one
   */
  record Term(
      Task task,
      String name,
      Palette colour,
      int choices,
      ToDoubleFunction<Step> loss,
      ToDoubleFunction<Step> right) {
    Line line(List<Step> steps, long allSteps, ToDoubleFunction<Step> number) {
      double[] x = steps.stream().mapToDouble(Step::step).toArray();
      double[] y = steps.stream().mapToDouble(number).toArray();
      return Line.of(name, x, y).smoothed(window(allSteps)).coloured(colour);
    }
  }

  /** Over how many points a curve of a training is smoothed. */
  static int window(long allSteps) {
    return (int) Math.max(1, allSteps / WINDOWS);
  }

  static List<Term> terms(PretrainConfig config) {
    List<Term> terms = new ArrayList<>();
    for (Task task : config.tasks()) {
      String name = task.name().toLowerCase(Locale.ROOT);
      int choices = config.candidates(task);
      terms.add(
          switch (task) {
            case INTER, FRAMES, VINCE ->
                new Term(task, name, Palette.BLUE, choices, Step::inter, Step::interTop1);
            case INTRA ->
                new Term(task, name, Palette.VERMILLION, choices, Step::intra, Step::intraTop1);
            case ORDER ->
                new Term(task, name, Palette.GREEN, choices, Step::order, Step::orderTop1);
            case SUPERVISED, SHUFFLE, OPN, ROTNET ->
                new Term(task, name, Palette.GREEN, choices, Step::total, Step::pretextTop1);
          });
    }
    return terms;
  }
}
