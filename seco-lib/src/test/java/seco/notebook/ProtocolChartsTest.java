package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import seco.experiment.AccuracyByC;
import seco.probe.CrossValidation;

class ProtocolChartsTest {
  private static AccuracyByC curve(double leftOut, double onTest) {
    return new AccuracyByC(
        new CrossValidation.Curve(new double[] {1, 10}, new double[] {leftOut, 0.1}),
        new double[] {onTest, 0.2});
  }

  @Test
  void byC_hasALineForEachWay_andKeepsTheTestsOutOfTheLegend() {
    XYChart chart = ProtocolCharts.byC("made", curve(0.3, 0.4), curve(0.5, 0.6));
    assertEquals("made (dashed: test)", chart.getTitle());
    assertEquals(
        List.of("raw", "raw, test", "normalised", "normalised, test"),
        List.copyOf(chart.getSeriesMap().keySet()));
    assertArrayEquals(new double[] {0.5, 0.1}, chart.getSeriesMap().get("normalised").getYData());
    assertArrayEquals(new double[] {0.4, 0.2}, chart.getSeriesMap().get("raw, test").getYData());
    assertTrue(chart.getSeriesMap().get("raw").isShowInLegend());
    assertFalse(chart.getSeriesMap().get("raw, test").isShowInLegend());
  }

  @Test
  void growth_hasMeanAndBothEndsOfTheDraws() {
    Map<String, double[][]> growth = new LinkedHashMap<>();
    growth.put("random", new double[][] {{0.1, 0.3}, {0.4, 0.4}});
    growth.put("trained", new double[][] {{0.5, 0.7}, {0.8, 0.8}});
    XYChart chart = ProtocolCharts.growth("made", new int[] {2, 5}, growth);
    assertEquals(6, chart.getSeriesMap().size());
    assertArrayEquals(new double[] {2, 5}, chart.getSeriesMap().get("trained").getXData());
    double[] means = chart.getSeriesMap().get("trained").getYData();
    assertArrayEquals(new double[] {0.6, 0.8}, means, 1e-12);
    double[] lowest = chart.getSeriesMap().get("random, lowest").getYData();
    assertArrayEquals(new double[] {0.1, 0.4}, lowest);
  }
}
