package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import seco.display.Png;
import seco.probe.FeatureSet;

class ClipPlaneTest {
  private static final List<String> CLASSES = List.of("bow", "jack", "kick");

  /** Three videos of each class, five clips each. */
  private static FeatureSet clips() {
    Random random = new Random(1);
    int size = 9 * 5;
    float[] values = new float[4 * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    int[] labels = new int[size];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      labels[i] = i / 5 % 3;
      names.add("v" + i / 5 + ".mp4#" + i % 5);
    }
    return new FeatureSet(values, 4, labels, names, Map.of());
  }

  @Test
  void of_chosenVideos_haveTheirActionsColourAndAStar() {
    XYChart chart = ClipPlane.of("net", clips(), CLASSES, 2, 2, 0);
    assertEquals(2 + 4, chart.getSeriesMap().size());
    assertEquals(10, chart.getSeriesMap().get("kick").getXData().length);
    assertEquals(10, chart.getSeriesMap().get("bow").getXData().length);
    long named = chart.getSeriesMap().values().stream().filter(s -> s.isShowInLegend()).count();
    assertEquals(2, named);
    Png.of(chart);
  }

  @Test
  void of_axes_haveOneScaleAndHoldEveryPoint() {
    XYChart chart = ClipPlane.of("net", clips(), CLASSES, 3, 0, 1, 2);
    double x = chart.getStyler().getXAxisMax();
    double y = chart.getStyler().getYAxisMax();
    assertEquals(1.75, x / y, 1e-9);
    assertEquals(-x, chart.getStyler().getXAxisMin());
    chart
        .getSeriesMap()
        .values()
        .forEach(
            series -> {
              for (int i = 0; i < series.getXData().length; i++) {
                assertEquals(0, Math.max(0, Math.abs(series.getXData()[i]) - x));
                assertEquals(0, Math.max(0, Math.abs(series.getYData()[i]) - y));
              }
            });
  }
}
