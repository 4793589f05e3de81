package seco.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import seco.InputException;
import seco.run.RunRecord;
import seco.run.RunRecords;
import tech.tablesaw.api.Table;

final class PairedTablesTest {
  private static final RunRecords RECORDS =
      new RunRecords(
          List.of(
              new RunRecord("low", 1, "top1", 0.2),
              new RunRecord("base", 1, "top1", 0.3),
              new RunRecord("high", 1, "top1", 0.35),
              new RunRecord("low", 2, "top1", 0.5),
              new RunRecord("base", 2, "top1", 0.4),
              new RunRecord("high", 2, "top1", 0.55),
              new RunRecord("other", 1, "hueR2", 0.1)));

  @Test
  void table_isPairedWithinASeed() {
    Table table = PairedTables.table("t", RECORDS, "top1", "base");

    assertEquals(
        List.of("variant", "top1", "points above base", "seeds above"), table.columnNames());
    assertEquals(List.of("low", "base", "high"), table.stringColumn("variant").asList());
    assertEquals("35.0 ± 63.5", table.stringColumn("top1").get(1));
    // -10 and +10 points; 5 and 15: the 97.5 % point of Student's t is 12.7062.
    assertEquals(
        List.of("0.0 ± 127.1", "", "10.0 ± 63.5"),
        table.stringColumn("points above base").asList());
    assertEquals(List.of("1 of 2", "", "2 of 2"), table.stringColumn("seeds above").asList());
  }

  @Test
  void chart_hasTheOthersMeansInPoints() {
    CategoryChart chart = PairedTables.chart("t", RECORDS, "top1", "base");

    List<Double> means =
        chart.getSeriesMap().get("mean").getYData().stream().map(Number::doubleValue).toList();
    assertEquals(2, means.size());
    assertEquals(0, means.get(0), 1e-9);
    assertEquals(10, means.get(1), 1e-9);
  }

  @Test
  void aSeedWithoutTheBase_isRefused() {
    List<RunRecord> rows = new ArrayList<>(RECORDS.rows());
    rows.add(new RunRecord("low", 3, "top1", 0.2));
    InputException e =
        assertThrows(
            InputException.class,
            () -> PairedTables.table("t", new RunRecords(rows), "top1", "base"));
    assertEquals("top1 of low, seed 3: base has none of that seed", e.getMessage());
  }

  @Test
  void steps_mayGoAnywhere() {
    Table table = PairedTables.steps("t", RECORDS, "top1", "low → base", "high → low");

    assertEquals(List.of("step", "seed 1", "seed 2", "mean"), table.columnNames());
    assertEquals(List.of("low → base", "high → low"), table.stringColumn("step").asList());
    assertEquals(List.of("+10.0", "-15.0"), table.stringColumn("seed 1").asList());
    assertEquals(List.of("-10.0", "-5.0"), table.stringColumn("seed 2").asList());
    assertEquals("-10.0 ± 63.5", table.stringColumn("mean").get(1));
    InputException e =
        assertThrows(
            InputException.class, () -> PairedTables.steps("t", RECORDS, "top1", "low, base"));
    assertEquals("step 'low, base': write one as 'inter → inter+intra'", e.getMessage());
  }
}
