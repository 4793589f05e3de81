package seco.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import seco.display.Charts;
import seco.display.Line;
import seco.display.Palette;
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarFlavour;
import seco.pretrain.DualVarRecord;
import seco.pretrain.DualVarStep;

/** Curves of DualVar's trainings. */
public final class DualVarCharts {
  private DualVarCharts() {}

  /** How often the answer of each task is right, smoothed, with the level of chance of the rank. */
  public static XYChart accuracy(DualVarRecord record) {
    return accuracy(record.config(), record.steps(), record.steps().size());
  }

  /** The same of a training that goes on, over the axis of all its steps. */
  static XYChart accuracy(DualVarConfig config, List<DualVarStep> steps, long allSteps) {
    Curves curves = new Curves(steps, allSteps);
    curves.add("clip", DualVarStep::clipTop1, Palette.BLUE);
    curves.add(coherence(config), DualVarStep::temporalCoherentTop1, Palette.PURPLE);
    if (ranks(config)) {
      curves.add("rank, swapped", DualVarStep::shuffleRankTop1Swapped, Palette.VERMILLION);
      curves.add("rank, as it was", DualVarStep::shuffleRankTop1Identity, Palette.ORANGE);
      int choices = 2 * config.segments() - 1;
      curves.level("rank by chance, 1/" + choices, config.rankChance(), Palette.VERMILLION);
    }
    XYChart chart = curves.chart("Right answers of each task", "share right");
    chart.getStyler().setYAxisMax(1.0);
    return chart;
  }

  /** The losses, smoothed, with what they are where all embeddings are alike. */
  public static XYChart losses(DualVarRecord record) {
    DualVarConfig config = record.config();
    Curves curves = new Curves(record.steps(), record.steps().size());
    curves.add("clip", DualVarStep::clip, Palette.BLUE);
    curves.add(coherence(config), DualVarStep::temporalCoherent, Palette.PURPLE);
    int choices = choices(config);
    curves.level("both if all is alike, ln " + choices, Math.log(choices), Palette.BLUE);
    if (ranks(config)) {
      curves.add("shuffle-rank", DualVarStep::shuffleRank, Palette.VERMILLION);
      curves.level("rank if all is alike, ln 2", Math.log(2), Palette.VERMILLION);
    }
    return curves.chart("Loss of each task", "loss");
  }

  /** Among how many a contrast chooses. */
  private static int choices(DualVarConfig config) {
    return config.flavour() == DualVarFlavour.SIMCLR
        ? 2 * config.optimization().batchSize() - 1
        : config.contrast().memorySize() + 1;
  }

  private static boolean ranks(DualVarConfig config) {
    return config.contrast().weights().shuffleRank() > 0;
  }

  private static String coherence(DualVarConfig config) {
    boolean trained = config.contrast().weights().temporalCoherent() > 0;
    return trained ? "coherence" : "coherence, only watched";
  }

  /** Lines over the steps of a training. */
  private static final class Curves {
    private final List<DualVarStep> steps;
    private final double[] x;
    private final int window;
    private final double end;
    private final List<Line> lines = new ArrayList<>();

    Curves(List<DualVarStep> steps, long allSteps) {
      this.steps = steps;
      x = steps.stream().mapToDouble(DualVarStep::step).toArray();
      window = TrainingCharts.window(allSteps);
      end = Math.max(1, allSteps - 1);
    }

    void add(String name, ToDoubleFunction<DualVarStep> number, Palette colour) {
      double[] y = steps.stream().mapToDouble(number).toArray();
      lines.add(Line.of(name, x, y).smoothed(window).coloured(colour));
    }

    void level(String name, double value, Palette colour) {
      lines.add(Line.level(name, value, 0, end).coloured(colour));
    }

    XYChart chart(String title, String axis) {
      XYChart chart = Charts.lines(title, "step", axis, lines);
      chart.getStyler().setYAxisMin(0.0).setXAxisMax(end);
      return chart;
    }
  }
}
