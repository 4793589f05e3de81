package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.experiment.table.CellRecords;
import seco.experiment.table.PaperTable;
import seco.run.Card;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Score;
import tech.tablesaw.api.Table;

final class PaperTablesTest {
  private static final Card CARD = Card.EMPTY.with("machine", "a machine");

  @TempDir private Path folder = Path.of("");

  private void write(String name, String row, String metric, double... values) throws IOException {
    List<RunRecord> rows = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      rows.add(new RunRecord(row, i + 1, new Score(metric, values[i], CARD)));
      rows.add(new RunRecord(row, i + 1, "hours", 10 * (i + 1)));
    }
    new RunRecords(rows).write(folder.resolve(name + ".csv"));
  }

  private Table beside(PaperTable table) throws IOException {
    return PaperTables.beside(table, new CellRecords(folder), new LabResults(folder));
  }

  private static String cell(Table table, String row, String column) {
    int at = table.stringColumn(0).asList().indexOf(row);
    return table.stringColumn(column).get(at);
  }

  @Test
  void cells_withoutARecord_sayThatTheyAreNotRun() throws IOException {
    Table table = beside(PaperTable.TABLE1);
    assertEquals("61.91", cell(table, "SeCo-Inter+Intra+Order", "kinetics, paper"));
    assertEquals("not run", cell(table, "SeCo-Inter+Intra+Order", "kinetics, ours"));
    assertEquals("-", cell(table, "VINCE", "kinetics, ours"));
    Table cells = PaperTables.cells(PaperTable.TABLE1, new CellRecords(folder));
    assertEquals(20, cells.rowCount()); // five rows of four columns: VINCE is cited
    assertEquals(
        "environment/seco experiment table1 --row supervised --column kinetics --preset paper --data"
            + " DIR --out DIR --weights supervised=FILE",
        cells.stringColumn("command").get(4));
  }

  @Test
  void cell_thatHasBeenRun_standsBesideThePapers_withItsCost() throws IOException {
    write("table1-paper-inter-kinetics", "inter", "top1", 0.55, 0.57);
    // 12.7062 is the 97.5 % point of Student's t with one degree of freedom: x 1 point.
    assertEquals("56.0 ± 12.7", cell(beside(PaperTable.TABLE1), "SeCo-Inter", "kinetics, ours"));
    Table cells = PaperTables.cells(PaperTable.TABLE1, new CellRecords(folder));
    int at = cells.stringColumn("row").asList().indexOf("SeCo-Inter");
    assertEquals("-2.97", cells.stringColumn("difference").get(at));
    assertEquals("1, 2", cells.stringColumn("seeds").get(at));
    assertEquals("15.0", cells.stringColumn("hours").get(at));
    assertEquals("a machine", cells.stringColumn("machine").get(at));
    assertEquals(CARD.id(), cells.stringColumn("card").get(at));
  }

  @Test
  void labsNumbers_standInTheirOwnColumnsAlone() throws IOException {
    write("ablation-desk-bias0.50", "start", "top1", 0.4);
    write("table1-desk-lab-inter-lab", "inter", "top1", 0.9); // the lab's chain: no cell
    write("tracking-desk-lab", "random", "successAuc", 0.5);
    Table table = beside(PaperTable.TABLE1);
    assertEquals("not run", cell(table, "MoCo-ImageNet", "kinetics, ours"));
    assertEquals("40.0", cell(table, "MoCo-ImageNet", "lab: top-1, scene bias 0.5"));
    assertEquals("not run", cell(table, "SeCo-Inter", "kinetics, ours"));
    assertEquals("-", cell(table, "lab alone: random", "kinetics, paper"));
    assertEquals("50.0", cell(table, "lab alone: random", "lab: success"));
    assertFalse(table.columnNames().subList(0, 9).stream().anyMatch(n -> n.contains("lab")));
  }

  @Test
  void labsBaselines_standWhereTheTableHasThem_butNotForImageNetsLabels() throws IOException {
    write("ablation-desk-bias0.50", "inter", "top1", 0.4);
    List<RunRecord> rows = new ArrayList<>();
    for (String row : List.of("vince", "rotnet", "supervised")) {
      rows.add(new RunRecord(row, 1, new Score("top1", 0.625, CARD)));
    }
    new RunRecords(rows).write(folder.resolve("ablation-desk-bias0.50-baselines.csv"));
    String lab = "lab: top-1, scene bias 0.5";

    assertEquals("62.5", cell(beside(PaperTable.TABLE1), "VINCE", lab));
    assertEquals("-", cell(beside(PaperTable.TABLE1), "Supervised ImageNet", lab));
    assertEquals("62.5", cell(beside(PaperTable.TABLE2), "RotNet", lab));
  }

  @Test
  void labsTasksOnClips_standWhereTheTablesHaveThem_underTheirOwnNames() throws IOException {
    List<RunRecord> rows = new ArrayList<>();
    for (String row : List.of("rotnet3d", "clip-order", "random")) {
      rows.add(new RunRecord(row, 1, new Score("top1", 0.25, CARD)));
    }
    new RunRecords(rows).write(folder.resolve("dualvar-desk-bias0.50.csv"));
    write("table3-desk-lab-cliporder-lab", "cliporder", "top1", 0.75);

    Table second = beside(PaperTable.TABLE2);
    assertEquals("25.0", cell(second, "3DRotNet", "lab: top-1, scene bias 0.5"));
    assertEquals("not run", cell(second, "3DRotNet", "kinetics, ours"));
    assertFalse(second.stringColumn(0).asList().contains("lab alone: random"));
    Table third = beside(PaperTable.TABLE3);
    assertEquals("75.0", cell(third, "ClipOrder", "lab: fine-tuned top-1"));
    Table fourth = beside(PaperTable.TABLE4);
    assertEquals("25.0", cell(fourth, "VCOP (R(2+1)D, UCF101)", "lab: linear top-1"));
    assertEquals("25.0", cell(fourth, "lab alone: rotnet3d", "lab: linear top-1"));
    assertFalse(fourth.stringColumn(0).asList().contains("lab alone: clip-order"));
  }

  @Test
  void fineTuning_ofFewerThanThreeSplits_isNoNumberOfTheCell() throws IOException {
    write("table3-paper-seco-ucf101", "seco", "top1Split1", 0.88);
    assertEquals("not run", cell(beside(PaperTable.TABLE3), "SeCo", "ucf101, ours"));
  }

  @Test
  void dualVarsCells_areNotRun_untilTheirRecordsAreThere() throws IOException {
    String row = "DualVar (SimCLR, UCF101)";
    Table before = beside(PaperTable.TABLE4);
    assertEquals("not run", cell(before, row, "ucf101, ours"));
    assertEquals("not run", cell(before, row, "lab: linear top-1"));
    assertEquals("-", cell(before, "DualVar (SimCLR, K400)", "lab: linear top-1"));
    assertEquals("-", cell(before, "CoCLR (S3D, K400)", "lab: linear top-1"));
    assertEquals("not run", cell(beside(PaperTable.TABLE5), "DualVar", "lab: R@1"));
    write("dualvar-desk-bias0.50", "simclr+sr+tc", "top1", 0.3);
    write("dualvar-desk-ucf101_mini", "simclr+sr+tc", "top1", 0.2);
    write("table4-desk-lab-dualvar-simclr-ucf101-lab", "dualvar-simclr-ucf101", "top1", 0.4);
    write("table4-paper-dualvar-simclr-ucf101-hmdb51", "dualvar-simclr-ucf101", "top1", 0.5);
    Table after = beside(PaperTable.TABLE4);
    assertEquals("30.0", cell(after, row, "lab: linear top-1"));
    assertEquals("20.0", cell(after, row, "ucf101_mini: linear top-1"));
    assertEquals("40.0", cell(after, row, "lab: fine-tuned top-1"));
    assertEquals("not run", cell(after, "DualVar (MoCo, UCF101)", "lab: linear top-1"));
    assertEquals("not run", cell(after, row, "ucf101, ours"));
    assertEquals("50.0", cell(after, row, "hmdb51, ours"));
    assertFalse(after.stringColumn(0).asList().contains("lab alone: dualvar-simclr-ucf101"));
  }

  @Test
  void retrieval_isReadFromTheRowsOneRecord_centred() throws IOException {
    write("table5-paper-dualvar-ucf101", "dualvar", "recallCentred.1", 0.461);
    write("dualvar-desk-bias0.50", "simclr", "recallCentred.1", 0.25);
    Table table = beside(PaperTable.TABLE5);
    assertEquals("46.1", cell(table, "DualVar", "r1, ours"));
    assertEquals("not run", cell(table, "DualVar", "r5, ours"));
    assertEquals("not run", cell(table, "DualVar", "lab: R@1")); // there, but without that row
    assertEquals("25.0", cell(table, "lab alone: simclr", "lab: R@1"));
    assertEquals(
        "environment/seco experiment table5 --row dualvar --column r1 --preset paper --data DIR"
            + " --out DIR",
        PaperTables.cells(PaperTable.TABLE5, new CellRecords(folder))
            .stringColumn("command")
            .get(0));
    Table claims = PaperTables.claims(new CellRecords(folder), new LabResults(folder));
    int last = claims.rowCount() - 1;
    assertEquals("46.10", claims.stringColumn("ours").get(last));
    assertEquals("-", claims.stringColumn("lab").get(last));
  }

  @Test
  void claims_areComputedOfThePaper_ofOursAndOfTheLab() throws IOException {
    write("table3-paper-seco-ucf101", "seco", "top1", 0.86);
    write("table3-paper-supervised-ucf101", "supervised", "top1", 0.85);
    write("ablation-desk-bias0.50", "inter+intra+order", "top1", 0.65);
    Table claims = PaperTables.claims(new CellRecords(folder), new LabResults(folder));
    List<String> names = claims.stringColumn("claim").asList();
    int ucf = names.indexOf("table3, ucf101: SeCo above Supervised ImageNet");
    assertEquals("2.96", claims.stringColumn("in words").get(ucf));
    assertEquals("yes", claims.stringColumn("agree").get(ucf));
    assertEquals("1.00", claims.stringColumn("ours").get(ucf));
    assertEquals("-", claims.stringColumn("lab").get(ucf));
    int last = names.size() - 1;
    assertEquals("no", claims.stringColumn("agree").get(last));
    assertEquals("not run", claims.stringColumn("ours").get(last));
    assertTrue(names.get(last).startsWith("table5, r1: DualVar"));
  }
}
