package seco.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.style.HeatMapStyler;

class HeatMapsTest {
  private static final List<String> TWO = List.of("a", "b");

  @Test
  void heatMap_showsTitleAxesAndLegend() {
    HeatMapStyler styler = style(new double[][] {{0.421, 0.5}, {0.25, 1}});
    assertTrue(styler.isChartTitleVisible(), "title");
    assertTrue(styler.isXAxisTicksVisible(), "labels of the columns");
    assertTrue(styler.isYAxisTicksVisible(), "labels of the rows");
    assertTrue(styler.isLegendVisible(), "legend");
  }

  @Test
  void heatMap_fields_haveTwoDecimalsUnlessAllAreWhole() {
    assertEquals(
        "0.00", style(new double[][] {{0.421, 0.5}, {1, 1}}).getHeatMapValueDecimalPattern());
    assertEquals("0", style(new double[][] {{3, 0}, {1, 12}}).getHeatMapValueDecimalPattern());
  }

  private static HeatMapStyler style(double[][] matrix) {
    return Charts.heatMap("title", matrix, TWO, TWO).getStyler();
  }
}
