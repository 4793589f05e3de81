package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import seco.display.Png;
import seco.loss.DualVarWeights;
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarFlavour;
import seco.pretrain.DualVarRecord;
import seco.pretrain.DualVarStep;

class DualVarChartsTest {
  private static DualVarRecord record(DualVarFlavour flavour, DualVarWeights weights) {
    DualVarConfig config = DualVarConfig.smoke(flavour).with(Map.of("contrast.weights", weights));
    double rank = weights.shuffleRank() > 0 ? 0.5 : Double.NaN;
    return new DualVarRecord(config, List.of(step(0, rank), step(1, rank)), List.of());
  }

  private static DualVarStep step(long number, double rank) {
    double none = Double.NaN;
    return new DualVarStep(number, 0.1, 3, 2, 0.25, 2, 0.25, rank, rank, rank, 0.5, 1, none, none);
  }

  @Test
  void accuracy_ofAllTasks_hasALineForEachAndTheChanceOfTheRank() {
    XYChart chart = DualVarCharts.accuracy(record(DualVarFlavour.SIMCLR, DualVarWeights.nominal()));
    assertEquals(
        Set.of("clip", "coherence", "rank, swapped", "rank, as it was", "rank by chance, 1/3"),
        chart.getSeriesMap().keySet());
    Png.of(chart);
  }

  @Test
  void charts_withoutShuffleRank_leaveItOut_andSayWhatIsOnlyWatched() {
    DualVarRecord plain = record(DualVarFlavour.SIMCLR, new DualVarWeights(1, 0, 0));
    assertEquals(
        Set.of("clip", "coherence, only watched"),
        DualVarCharts.accuracy(plain).getSeriesMap().keySet());
    assertEquals(
        Set.of("clip", "coherence, only watched", "both if all is alike, ln 15"), // of 2 x 8 - 1
        DualVarCharts.losses(plain).getSeriesMap().keySet());
  }

  @Test
  void losses_againstAMemory_countItsRows() {
    XYChart chart = DualVarCharts.losses(record(DualVarFlavour.MOCO, DualVarWeights.nominal()));
    assertEquals(
        Set.of(
            "clip",
            "coherence",
            "both if all is alike, ln 25", // the key and 24 rows
            "shuffle-rank",
            "rank if all is alike, ln 2"),
        chart.getSeriesMap().keySet());
    assertEquals(Math.log(25), chart.getSeriesMap().get("both if all is alike, ln 25").getYMax());
  }
}
