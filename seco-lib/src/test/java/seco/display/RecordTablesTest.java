package seco.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapSeries;
import seco.run.RunRecord;
import seco.run.RunRecords;
import tech.tablesaw.api.Table;

final class RecordTablesTest {
  private static final RunRecords RECORDS = records(0.30, 0.40, 0.35, 0.55);

  /** Two seeds of two variants. */
  private static RunRecords records(double a1, double a2, double b1, double b2) {
    List<RunRecord> rows = new ArrayList<>();
    rows.add(new RunRecord("start", 1, "top1", a1));
    rows.add(new RunRecord("inter", 1, "top1", b1));
    rows.add(new RunRecord("start", 2, "top1", a2));
    rows.add(new RunRecord("inter", 2, "top1", b2));
    rows.add(new RunRecord("inter", 1, "hueR2", 0.25));
    return new RunRecords(rows);
  }

  @Test
  void percent_isMeanAndInterval_andADashWhereNothingWasMeasured() {
    Table table = RecordTables.percent("t", RECORDS, "top1", "hueR2");

    assertEquals(List.of("variant", "top1", "hueR2"), table.columnNames());
    // 12.7062 is the 97.5 % point of Student's t with one degree of freedom: x 5 points.
    assertEquals("35.0 ± 63.5", table.stringColumn("top1").get(0));
    assertEquals("-", table.stringColumn("hueR2").get(0));
    assertEquals("25.0", table.stringColumn("hueR2").get(1));
  }

  @Test
  void numbers_haveTwoDecimals() {
    Table table = RecordTables.numbers("t", RECORDS, "hueR2");
    assertEquals("0.25", table.stringColumn("hueR2").get(1));
  }

  @Test
  void mixed_hasSharesInPerCentAndNumbers() {
    Table table = RecordTables.mixed("t", RECORDS, List.of("top1"), List.of("hueR2"));

    assertEquals(List.of("variant", "top1", "hueR2"), table.columnNames());
    assertEquals("35.0 ± 63.5", table.stringColumn("top1").get(0));
    assertEquals("-", table.stringColumn("hueR2").get(0));
    assertEquals("0.25", table.stringColumn("hueR2").get(1));
  }

  @Test
  void differences_areTakenWithinASeed() {
    Table table = RecordTables.differences("t", RECORDS, "top1", "start", "inter");

    assertEquals(List.of("step", "seed 1", "seed 2", "mean"), table.columnNames());
    assertEquals("+5.0", table.stringColumn("seed 1").get(0));
    assertEquals("+15.0", table.stringColumn("seed 2").get(0));
    assertEquals("10.0 ± 63.5", table.stringColumn("mean").get(0));
  }

  @Test
  void bySeed_hasEverySeedBesideTheMeanAndTheCost() {
    RunRecords records =
        RECORDS.and(
            new RunRecords(
                List.of(
                    new RunRecord("inter", 1, "seconds", 0.1),
                    new RunRecord("inter", 2, "seconds", 0.15),
                    new RunRecord("order", 2, "top1", 0.25))));

    Table table = RecordTables.bySeed("t", records, "seconds", "top1");

    assertEquals(List.of("variant", "seconds", "seed 1", "seed 2", "mean"), table.columnNames());
    assertEquals(List.of("-", "0.125", "-"), table.stringColumn("seconds").asList());
    assertEquals(List.of("30.0", "35.0", "-"), table.stringColumn("seed 1").asList());
    assertEquals(List.of("40.0", "55.0", "25.0"), table.stringColumn("seed 2").asList());
    assertEquals("35.0 ± 63.5", table.stringColumn("mean").get(0));
  }

  @Test
  void sideBySide_hasAColumnForEachSet() {
    Map<String, RunRecords> sets = new LinkedHashMap<>();
    sets.put("biased", RECORDS);
    sets.put("plain", records(0.1, 0.1, 0.2, 0.2));

    Table table = RecordTables.sideBySide("t", "top1", sets);

    assertEquals(List.of("variant", "biased", "plain"), table.columnNames());
    assertEquals("10.0 ± 0.0", table.stringColumn("plain").get(0));
    assertEquals("20.0 ± 0.0", table.stringColumn("plain").get(1));
  }

  @Test
  void chart_hasTheMeansInPerCent() {
    CategoryChart chart = RecordTables.chart("t", RECORDS, "top1");

    List<Double> means =
        chart.getSeriesMap().get("mean").getYData().stream().map(Number::doubleValue).toList();
    assertEquals(35, means.get(0), 1e-9);
    assertEquals(45, means.get(1), 1e-9);
  }

  @Test
  void map_hasTheMeans_theFirstVariantOnTop() {
    HeatMapChart map = RecordTables.map("t", RECORDS, List.of("top1", "hueR2"));

    HeatMapSeries series = map.getSeriesMap().get("t");
    assertEquals(List.of("inter", "start"), series.getYData());
    assertEquals(
        List.of(List.of(0, 1, 0.35), List.of(0, 0, 0.45), List.of(1, 0, 0.25)),
        series.getHeatData().stream().map(Arrays::asList).toList());
  }
}
