package seco.display;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
}
