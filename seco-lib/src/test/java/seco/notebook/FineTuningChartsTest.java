package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import seco.experiment.FineTuningRecords;
import seco.experiment.WorkedDescent;
import seco.run.Card;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Score;
import tech.tablesaw.api.Table;

class FineTuningChartsTest {
  private static final List<RunRecord> ROWS = new ArrayList<>();

  private static void run(String network, long seed, double frozen, double tuned) {
    row(network, seed, FineTuningRecords.TOP1, tuned);
    row(network, seed, FineTuningRecords.TOP5, 1);
    row(network, seed, FineTuningRecords.FROZEN, frozen);
    row(network, seed, "loss@0", 2);
    row(network, seed, "loss@1", 1.5);
  }

  private static void row(String network, long seed, String metric, double value) {
    ROWS.add(new RunRecord(network, seed, new Score(metric, value, Card.EMPTY)));
  }

  static {
    run("random", 1, 0.3, 0.3);
    run("random", 2, 0.3, 0.5);
    run("inter", 1, 0.5, 0.5);
    run("inter", 2, 0.5, 0.6);
  }

  private static final FineTuningRecords RECORDS = new FineTuningRecords(new RunRecords(ROWS));

  @Test
  void table_showsDifferencesSeedBySeed() {
    Table table = FineTuningCharts.table("t", RECORDS, "random");
    assertEquals("40.0 ± 127.1", table.getString(0, "top-1")); // 10 times Student's 12.706
    assertEquals("+20.0  +10.0  mean 15.0 ± 63.5", table.getString(1, "above random"));
  }

  @Test
  void besideFrozen_showsWhatFineTuningAdds() {
    Table table = FineTuningCharts.besideFrozen("t", RECORDS);
    assertEquals("30.0 ± 0.0", table.getString(0, "frozen, linear SVM"));
    assertEquals("+0.0  +20.0  mean 10.0 ± 127.1", table.getString(0, "added, points"));
  }

  @Test
  void curves_haveALineForEachNetwork_fromEpochOneOn() {
    XYChart chart = FineTuningCharts.loss("loss", RECORDS);
    assertEquals(List.of("random", "inter"), List.copyOf(chart.getSeriesMap().keySet()));
    assertEquals(1, chart.getSeriesMap().get("inter").getXData()[0]);
    assertEquals(1.5, chart.getSeriesMap().get("inter").getYData()[1]);
  }

  @Test
  void descent_standsBesideTheLibrarys() {
    WorkedDescent small =
        new WorkedDescent(new double[] {1, -2}, new double[][][] {{{4, 8}, {8, 8}}}, 5, 0.5, 0.1);
    Table table =
        FineTuningCharts.descent("t", small.byHand(), new double[][] {{0.55, -2.6000001}});
    assertEquals("(6, 8)", table.getString(0, "mean"));
    assertEquals("(0.55, -2.6)", table.getString(0, "w by hand"));
    assertEquals("(0.55, -2.6)", table.getString(0, "w of Sgd"));
  }
}
