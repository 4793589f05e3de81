package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import seco.run.Seeds;
import seco.sample.Halves;
import seco.sample.SequenceSampler;
import seco.sample.ThreeFrames;

class SamplingChartsTest {
  @Test
  void gaps_ofBothSamplers_areAsCombinatoricsSays() {
    // Of C(48, 3) = 17296 triples, C(44, 3) = 13244 have the first two more than 4 frames apart.
    assertEquals(1 - 13244 / 17296.0, shareUpToFour(new ThreeFrames()), 0.015);
    double halves = 0; // the anchor d frames before the middle, at least one of two within reach
    for (int d = 0; d < 4; d++) {
      halves += (1 - Math.pow((20 + d) / 24.0, 2)) / 24;
    }
    assertEquals(halves, shareUpToFour(new Halves()), 0.007);
  }

  private static double shareUpToFour(SequenceSampler sampler) {
    double[] share = SamplingCharts.gaps("s", sampler, 48, 10_000, new Seeds(1)).y();
    assertEquals(1, Arrays.stream(share).sum(), 1e-9);
    return Arrays.stream(share).limit(4).sum();
  }

  @Test
  void draws_areThreePointsARow() {
    XYChart chart = SamplingCharts.draws("t", new Halves(), 48, 30, new Seeds(1));
    assertEquals(3, chart.getSeriesMap().size());
    for (var series : chart.getSeriesMap().values()) {
      assertEquals(30, series.getXData().length);
    }
  }
}
