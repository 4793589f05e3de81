package seco.display;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.Styler;

/** Matrices as shades of blue. */
final class HeatMaps {
  private static final int FIELD_PIXELS = 44;
  private static final Color[] SHADES = {
    new Color(0xF4, 0xF8, 0xFB), new Color(0x9F, 0xCA, 0xE6), new Color(0x2E, 0x8B, 0xC6)
  };

  private HeatMaps() {}

  static HeatMapChart chart(
      String title, double[][] matrix, List<String> rowLabels, List<String> columnLabels) {
    if (matrix.length != rowLabels.size()
        || Arrays.stream(matrix).anyMatch(row -> row.length != columnLabels.size())) {
      throw new IllegalArgumentException(
          matrix.length + " rows, " + rowLabels.size() + " x " + columnLabels.size() + " labels");
    }
    int width = 220 + FIELD_PIXELS * columnLabels.size();
    int height = 130 + FIELD_PIXELS * rowLabels.size();
    HeatMapChart chart =
        new HeatMapChart( // without a theme it has neither title nor axes
            Math.max(Look.WIDTH - 180, width),
            Math.max(Look.HEIGHT - 80, height),
            Styler.ChartTheme.XChart);
    chart.setTitle(title);
    style(chart.getStyler(), matrix);
    List<String> upwards = new ArrayList<>(rowLabels);
    Collections.reverse(upwards); // the axis counts from below
    chart.addSeries(title, columnLabels, upwards, fields(matrix));
    return chart;
  }

  private static List<Number[]> fields(double[][] matrix) {
    List<Number[]> fields = new ArrayList<>();
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column < matrix[row].length; column++) {
        double value = matrix[row][column];
        if (!Double.isNaN(value)) {
          fields.add(new Number[] {column, matrix.length - 1 - row, value});
        }
      }
    }
    return fields;
  }

  private static void style(HeatMapStyler styler, double[][] matrix) {
    Look.apply(styler);
    styler.setRangeColors(SHADES);
    styler.setPlotContentSize(1).setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setPlotGridLinesVisible(false);
    styler.setShowValue(true);
    styler.setValueFont(Look.font(Font.PLAIN, 12));
    styler.setValueFontColor(Palette.INK);
    boolean whole = cells(matrix).allMatch(value -> value == Math.rint(value));
    String pattern = whole ? "%.0f" : "%.2f";
    styler.setHeatMapValueDecimalPattern(whole ? "0" : "0.00"); // in the fields
    styler.setHeatMapDecimalValueFormatter( // in the legend
        value -> String.format(Locale.ROOT, pattern, value));
    double least = cells(matrix).min().orElse(0);
    double most = cells(matrix).max().orElse(1);
    double bottom = Math.min(0, Math.floor(100 * least) / 100); // two decimals for the legend
    styler.setMin(bottom);
    styler.setMax(most > bottom ? Math.round(100 * most) / 100.0 : bottom + 1);
    styler.setXAxisLabelRotation(matrix.length > 0 && matrix[0].length > 5 ? 45 : 0);
  }

  private static java.util.stream.DoubleStream cells(double[][] matrix) {
    return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).filter(v -> !Double.isNaN(v));
  }
}
