package seco.display;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class SpokesTest {
  @Test
  void over_twoOthers_isOneLineThereAndBack() {
    double[][] places = {{0, 0}, {1, 10}, {2, 20}, {3, 30}};
    XYChart map =
        Charts.scatter("t", "", "", Points.byLabel(places, new int[4], List.of("videos")));
    assertSame(map, Spokes.over(map, "nearest", places, 1, 3, 0));
    XYSeries series = map.getSeriesMap().get("nearest");
    assertArrayEquals(new double[] {1, 3, 1, 0, 1}, series.getXData());
    assertArrayEquals(new double[] {10, 30, 10, 0, 10}, series.getYData());
    Png.of(map);
  }

  @Test
  void star_tiesPointsToTheirMean_andTheLegendDoesNotNameIt() {
    double[][] places = {{0, 0}, {2, 0}, {4, 6}};
    XYChart map = Charts.scatter("t", "", "", Points.byLabel(places, new int[3], List.of("clips")));
    Spokes.star(map, places);
    XYSeries star = map.getSeriesMap().get("star 1");
    assertArrayEquals(new double[] {2, 0, 2, 2, 2, 4}, star.getXData());
    assertArrayEquals(new double[] {2, 0, 2, 0, 2, 6}, star.getYData());
    assertFalse(star.isShowInLegend());
    Png.of(map);
  }
}
