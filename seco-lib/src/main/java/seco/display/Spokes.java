package seco.display;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines from one place of a map to others, for example from a query to its neighbours. */
public final class Spokes {
  private Spokes() {}

  /**
   * Draws them over a map, in black.
   *
   * @param name in the legend
   * @param places (N, 2), as on the map
   * @param from number of the place at which all lines begin
   * @param others numbers of the places at which they end
   * @return the map
   */
  public static XYChart over(XYChart map, String name, double[][] places, int from, int... others) {
    double[] x = new double[2 * others.length + 1]; // there and back
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double[] place = places[i % 2 == 0 ? from : others[i / 2]];
      x[i] = place[0];
      y[i] = place[1];
    }
    XYSeries series = map.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineStyle(Look.SOLID);
    series.setLineColor(Palette.BLACK.colour());
    return map;
  }

  /**
   * Ties points of a map to their mean with thin grey lines, which the legend does not name.
   *
   * @param places (N, 2), as on the map
   * @return the map
   */
  public static XYChart star(XYChart map, double[][] places) {
    double[] x = new double[2 * places.length];
    double[] y = new double[x.length];
    for (double[] place : places) {
      for (int i = 0; i < places.length; i++) {
        x[2 * i] += place[0] / places.length;
        y[2 * i] += place[1] / places.length;
      }
    }
    for (int i = 0; i < places.length; i++) {
      x[2 * i + 1] = places[i][0];
      y[2 * i + 1] = places[i][1];
    }
    XYSeries series = map.addSeries("star " + map.getSeriesMap().size(), x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineStyle(Look.THIN);
    series.setLineColor(Palette.GREY);
    series.setShowInLegend(false);
    return map;
  }
}
