package seco.display;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of plain numbers. Where a number is NaN, nothing is drawn. */
public final class Charts {
  /** Characters of all labels that have room beside one another. */
  private static final int LABELS_IN_A_LINE = 60;

  /** Degrees by which more are turned. */
  private static final int TURNED = 40;

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.DIAMOND, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP
  };

  private static final int MOST_LABELS = 12;

  private Charts() {}

  /** Lines over a common axis. */
  public static XYChart lines(String title, String xTitle, String yTitle, Line... lines) {
    return lines(title, xTitle, yTitle, List.of(lines));
  }

  /** Lines over a common axis, in the colours' order; levels are dashed. */
  public static XYChart lines(String title, String xTitle, String yTitle, List<Line> lines) {
    XYChart chart = plane(title, xTitle, yTitle);
    int number = 0;
    for (Line line : lines) {
      if (Arrays.stream(line.y()).allMatch(Double::isNaN)) {
        continue; // the chart library refuses a line without a point
      }
      XYSeries series = chart.addSeries(line.name(), line.x().clone(), line.y().clone());
      series.setMarker(SeriesMarkers.NONE);
      series.setLineStyle(line.reference() ? Look.DASHED : Look.SOLID);
      series.setLineColor(colour(line, number));
      number += line.reference() ? 0 : 1;
    }
    roundTicks(chart);
    return chart;
  }

  /**
   * Makes the ticks of a long axis fall on round numbers. At equally spaced data the chart library
   * would label the data's own places, so densely that they overlap; an axis that begins a hair
   * before them is not equally spaced.
   */
  private static void roundTicks(XYChart chart) {
    double[] x =
        chart.getSeriesMap().values().stream()
            .flatMapToDouble(series -> Arrays.stream(series.getXData()))
            .distinct()
            .sorted()
            .toArray();
    if (x.length > MOST_LABELS) {
      double hair = Math.min((x[x.length - 1] - x[0]) / 1000, (x[1] - x[0]) / 2);
      chart.getStyler().setXAxisMin(x[0] - hair);
    }
  }

  private static Color colour(Line line, int number) {
    if (line.colour() != null) {
      return line.colour().colour();
    }
    return line.reference() ? Palette.GREY : Palette.of(number).colour();
  }

  /** Groups of points, for example a map of features in two dimensions. */
  public static XYChart scatter(String title, String xTitle, String yTitle, List<Points> groups) {
    XYChart chart = plane(title, xTitle, yTitle);
    chart.getStyler().setMarkerSize(7);
    for (int i = 0; i < groups.size(); i++) {
      Points group = groups.get(i);
      if (group.x().length == 0) {
        continue;
      }
      XYSeries series = chart.addSeries(group.name(), group.x().clone(), group.y().clone());
      series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      series.setMarkerColor(Palette.of(i).colour());
      int shape = (i + i / Palette.values().length) % MARKERS.length;
      series.setMarker(MARKERS[shape]); // differs where a colour comes again
    }
    return chart;
  }

  private static XYChart plane(String title, String xTitle, String yTitle) {
    XYChart chart = new XYChart(Look.WIDTH, Look.HEIGHT);
    chart.setTitle(title);
    chart.setXAxisTitle(xTitle);
    chart.setYAxisTitle(yTitle);
    Look.apply(chart.getStyler());
    return chart;
  }

  /** One bar for each label. */
  public static CategoryChart bars(
      String title, String yTitle, List<String> labels, double... values) {
    return groupedBars(title, yTitle, labels, Map.of(yTitle, values));
  }

  /**
   * Bars side by side at each label.
   *
   * @param groups values (one for each label) by the group's name; their order is the bars'
   */
  public static CategoryChart groupedBars(
      String title, String yTitle, List<String> labels, Map<String, double[]> groups) {
    CategoryChart chart = categories(title, yTitle);
    chart.getStyler().setLegendVisible(groups.size() > 1);
    chart.getStyler().setAvailableSpaceFill(groups.size() > 1 ? 0.8 : 0.6);
    int number = 0;
    for (Map.Entry<String, double[]> group : groups.entrySet()) {
      requireValues(labels, group.getValue());
      CategorySeries series = chart.addSeries(group.getKey(), labels, orNothing(group.getValue()));
      series.setFillColor(Palette.of(number++).colour());
    }
    return chart;
  }

  /** Means with intervals. */
  public static CategoryChart intervals(
      String title, String yTitle, List<String> labels, double[] means, double[] halfWidths) {
    return intervals(title, yTitle, labels, means, halfWidths, new double[labels.size()][0]);
  }

  /**
   * Means with intervals, and the single results behind them as small grey points.
   *
   * @param halfWidths of the intervals, NaN for none
   * @param singles for each label its single results, for example one a seed
   */
  public static CategoryChart intervals(
      String title,
      String yTitle,
      List<String> labels,
      double[] means,
      double[] halfWidths,
      double[][] singles) {
    requireValues(labels, means);
    requireValues(labels, halfWidths);
    CategoryChart chart = categories(title, yTitle);
    if (labels.stream().mapToInt(String::length).sum() > LABELS_IN_A_LINE) {
      chart.getStyler().setXAxisLabelRotation(TURNED);
    }
    chart.getStyler().setLegendVisible(false).setMarkerSize(9);
    chart.getStyler().setOverlapped(true);
    chart.getStyler().setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Scatter);
    chart.getStyler().setErrorBarsColor(Palette.BLUE.colour());
    int most = Arrays.stream(singles).mapToInt(values -> values.length).max().orElse(0);
    for (int i = 0; i < most; i++) {
      double[] values = new double[labels.size()];
      for (int label = 0; label < values.length; label++) {
        values[label] = i < singles[label].length ? singles[label][i] : Double.NaN;
      }
      CategorySeries series = chart.addSeries("single " + i, labels, orNothing(values));
      series.setMarker(SeriesMarkers.CROSS).setMarkerColor(Palette.GREY);
    }
    CategorySeries series =
        chart.addSeries("mean", labels, numbers(means), numbers(orZero(halfWidths)));
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(Palette.BLUE.colour());
    return chart;
  }

  private static CategoryChart categories(String title, String yTitle) {
    CategoryChart chart = new CategoryChart(Look.WIDTH, Look.HEIGHT);
    chart.setTitle(title);
    chart.setYAxisTitle(yTitle);
    Look.apply(chart.getStyler());
    return chart;
  }

  private static void requireValues(List<String> labels, double[] values) {
    if (labels.size() != values.length) {
      throw new IllegalArgumentException(
          values.length + " values for " + labels.size() + " labels");
    }
  }

  /** With error bars the chart library takes no null, but draws nothing at NaN. */
  private static List<Double> numbers(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** No interval is one of no width: NaN would take the mean out of the axis' range. */
  private static double[] orZero(double[] halfWidths) {
    return Arrays.stream(halfWidths).map(width -> Double.isNaN(width) ? 0 : width).toArray();
  }

  /** The chart library's absent value is null. */
  @SuppressWarnings("NullAway") // a list that may hold nulls, as the library wants it
  private static List<Double> orNothing(double[] values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(Double.isNaN(value) ? null : (Double) value);
    }
    return list;
  }

  /**
   * A matrix as shades, its first row on top; the values are written into the fields.
   *
   * @param matrix rows of equal length; NaN leaves a field white
   */
  public static HeatMapChart heatMap(
      String title, double[][] matrix, List<String> rowLabels, List<String> columnLabels) {
    return HeatMaps.chart(title, matrix, rowLabels, columnLabels);
  }

  /** Values by name in the order given, for {@link #groupedBars}. */
  public static Map<String, double[]> groups(List<String> names, double[]... values) {
    if (names.size() != values.length) {
      throw new IllegalArgumentException(values.length + " groups for " + names.size() + " names");
    }
    Map<String, double[]> groups = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      groups.put(names.get(i), values[i]);
    }
    return groups;
  }
}
