package seco.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import seco.display.Charts;
import seco.display.Line;
import seco.display.Palette;
import seco.experiment.AccuracyByC;
import seco.experiment.LearningCurve;

/** The curves of the linear protocol as charts. */
public final class ProtocolCharts {
  private static final String ON_TEST = ", test";

  private ProtocolCharts() {}

  /**
   * Accuracy against C: full lines on the training examples left out, dashed ones on the test.
   *
   * @param raw of features as they are
   * @param normalised of the same ones divided by their lengths
   */
  public static XYChart byC(String title, AccuracyByC raw, AccuracyByC normalised) {
    List<Line> lines = new ArrayList<>();
    add(lines, "raw", raw, Palette.BLUE);
    add(lines, "normalised", normalised, Palette.VERMILLION);
    XYChart chart = Charts.lines(title + " (dashed: test)", "C", "share right", lines);
    chart.getSeriesMap().forEach((name, s) -> s.setShowInLegend(!name.endsWith(ON_TEST)));
    chart.getStyler().setXAxisLogarithmic(true).setYAxisMin(0.0).setYAxisMax(1.0);
    return chart;
  }

  private static void add(List<Line> lines, String name, AccuracyByC curve, Palette colour) {
    lines.add(Line.of(name, curve.c(), curve.leftOut().top1()).coloured(colour));
    lines.add(Line.of(name + ON_TEST, curve.c(), curve.onTest()).coloured(colour).dashed());
  }

  /**
   * Learning curves: the mean of the draws as a full line, the lowest and the highest dashed.
   *
   * @param perClass numbers of training videos of each class
   * @param growth for each kind of features the accuracies (numbers, draws)
   */
  public static XYChart growth(String title, int[] perClass, Map<String, double[][]> growth) {
    double[] numbers = Arrays.stream(perClass).asDoubleStream().toArray();
    List<Line> lines = new ArrayList<>();
    growth.forEach(
        (name, top1) -> {
          Palette colour = Palette.of(lines.size() / 3);
          lines.add(Line.of(name, numbers, LearningCurve.means(top1)).coloured(colour));
          double[] lowest = LearningCurve.lowest(top1);
          lines.add(Line.of(name + ", lowest", numbers, lowest).coloured(colour).dashed());
          double[] highest = LearningCurve.highest(top1);
          lines.add(Line.of(name + ", highest", numbers, highest).coloured(colour).dashed());
        });
    XYChart chart = Charts.lines(title, "training videos of each class", "share right", lines);
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }
}
