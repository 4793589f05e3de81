package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.SafeFile;

/** The whole chain of every cell that is trained, on the video lab at the size of tests. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TableCommandTest {
  private static Path work = Path.of("");

  @TempDir private Path empty = Path.of("");

  @BeforeAll
  static void make() throws IOException {
    work = Files.createTempDirectory("seco-tables");
  }

  @AfterAll
  static void delete() throws IOException {
    SafeFile.deleteTree(work);
  }

  private static Outcome table(String table, Object... more) {
    List<Object> words = new ArrayList<>(List.of("experiment", table, "--json"));
    words.addAll(Arrays.asList(more));
    return Outcome.of(words.toArray());
  }

  private static Outcome smoke(String table, Object... more) {
    List<Object> words = new ArrayList<>(Arrays.asList(more));
    words.addAll(List.of("--preset", "smoke", "--out", work.resolve("out")));
    words.addAll(List.of("--runs", work.resolve("runs")));
    return table(table, words.toArray());
  }

  private static RunRecords record(String name) throws IOException {
    return RunRecords.read(work.resolve("out").resolve(name + ".csv"));
  }

  private static JsonObject cell(Outcome outcome, String cell) {
    return Runs.done(outcome).json().getAsJsonObject("cells").getAsJsonObject(cell);
  }

  @Test
  @Order(1)
  void table1_onTheLab_makesEveryTrainedCell_andListsTheOthers() throws IOException {
    Outcome outcome = smoke("table1");
    for (String row : List.of("inter", "inter+intra", "inter+intra+order")) {
      for (String column : List.of("kinetics", "activitynet", "otb-precision", "otb-success")) {
        JsonObject told = cell(outcome, "table1-" + row + "-" + column);
        assertTrue(told.get("column").getAsString().startsWith("lab"), told.toString());
        assertFalse(told.has("paper"), "the lab's numbers stand beside the paper's: " + told);
      }
      RunRecords linear = record("table1-smoke-lab-" + row + "-lab");
      double top1 = linear.values(row, "top1")[0];
      assertTrue(top1 >= 0 && top1 <= 1, "top-1 " + top1);
      Map<String, String> card = linear.rows().get(0).score().card().fields();
      assertEquals("lab", card.get("column"));
      assertEquals("STILLS", card.get("begunWith"));
      assertEquals("linear SVM, one vs rest", card.get("classifier"));
      assertTrue(linear.values(row, "hours/pretraining")[0] > 0);
      assertTrue(linear.values(row, "hours/features/lab")[0] > 0);
      double success =
          record("table1-smoke-lab-" + row + "-lab-success").values(row, "successAuc")[0];
      assertTrue(success > 0 && success < 1, "success " + success);
    }
    assertEquals(
        "needs --weights supervised=FILE",
        cell(outcome, "table1-supervised-kinetics").get("obstacle").getAsString());
    assertTrue(outcome.err().contains("table1-inter-kinetics needs: pretraining: about"));
  }

  @Test
  @Order(2)
  void table1_again_doesNothingTwice() throws IOException {
    Path trained = work.resolve("runs").resolve("tables").resolve("smoke");
    Map<String, String> before = checkpoints(trained);
    RunRecords made = record("table1-smoke-lab-inter-lab");
    Runs.done(smoke("table1", "--row", "inter", "--column", "kinetics"));
    assertEquals(before, checkpoints(trained));
    assertEquals(
        made.values("inter", "top1")[0],
        record("table1-smoke-lab-inter-lab").values("inter", "top1")[0]);
  }

  @Test
  @Order(5)
  void table4_onTheLab_makesItsTrainedCells_onOneSplit() throws IOException {
    Outcome outcome = smoke("table4");
    for (String row :
        List.of("dualvar-moco-ucf101", "dualvar-simclr-ucf101", "dualvar-simclr-k400")) {
      for (String column : List.of("lab", "lab-bias0")) {
        RunRecords record = record("table4-smoke-lab-" + row + "-" + column);
        double top1 = record.values(row, "top1")[0];
        assertTrue(top1 >= 0 && top1 <= 1, "top-1 " + top1);
        Map<String, String> card = record.rows().get(0).score().card().fields();
        assertEquals("fine-tuning, clips", card.get("protocol"));
        assertEquals("RANDOM", card.get("begunWith"));
        assertEquals(column, card.get("column"));
        assertTrue(card.containsKey("machine"), card.toString());
        requireFitToBeKept(record);
        assertTrue(record.values(row, "hours/pretraining")[0] > 0);
        assertTrue(record.values(row, "hours/finetuning/" + column)[0] > 0);
        assertTrue(record.values(row, "hours/test/" + column)[0] > 0);
      }
    }
    assertFalse(cell(outcome, "table4-dualvar-moco-ucf101-ucf101").has("paper"));
    String cited = cell(outcome, "table4-coclr-ucf101").get("obstacle").getAsString();
    assertTrue(cited.contains("only cited"), cited);
    assertTrue(outcome.err().contains("table4-dualvar-moco-ucf101-ucf101 needs: pretraining:"));
  }

  /** What is required of the records that are kept with the notebooks. */
  private static void requireFitToBeKept(RunRecords records) {
    for (RunRecord row : records.rows()) {
      if (!row.metric().startsWith("hours")) {
        records.requireOneProtocol(row.metric());
        assertTrue(row.score().card().get("encoder").isPresent(), row.toString());
      }
    }
  }

  @Test
  @Order(6)
  void table5_onTheLab_isOneRecord_centredAndNot() throws IOException {
    Outcome outcome = smoke("table5", "--row", "dualvar");
    RunRecords record = record("table5-smoke-lab-dualvar-lab");
    double before = 0;
    for (int k : new int[] {1, 5, 10}) {
      double centred = record.values("dualvar", "recallCentred." + k)[0];
      assertTrue(centred >= before && centred <= 1, "R@" + k + " " + centred);
      before = centred;
      assertEquals(1, record.values("dualvar", "recall." + k).length);
      assertEquals(
          centred, cell(outcome, "table5-dualvar-r" + k).get("recallCentred." + k).getAsDouble());
    }
    Map<String, String> card = record.rows().get(0).score().card().fields();
    requireFitToBeKept(record);
    assertEquals("own", card.get("centre"));
    assertEquals("10", card.get("clipsPerVideo"));
    assertTrue(record.values("dualvar", "hours/features/lab")[0] > 0);
    // Of twenty training videos R@20 and R@50 say nothing.
    assertFalse(cell(outcome, "table5-dualvar-r20").has("recallCentred.20"));
  }

  @Test
  @Order(7)
  void clipRow_canBeOfGivenWeights_whereTheyAreOfItsKind() throws IOException {
    Path run = run("dualvar-simclr");
    Path out = work.resolve("given");
    String row = "dualvar-simclr-k400=";
    Outcome outcome =
        table(
            "table4",
            "--row",
            "dualvar-simclr-k400",
            "--column",
            "ucf101",
            "--weights",
            row + run,
            "--preset",
            "smoke",
            "--out",
            out,
            "--runs",
            work.resolve("runs"));
    Runs.done(outcome);
    RunRecords given = RunRecords.read(out.resolve("table4-smoke-lab-dualvar-simclr-k400-lab.csv"));
    assertEquals(0, given.values("dualvar-simclr-k400", "hours/pretraining")[0]);
    assertEquals(
        record("table4-smoke-lab-dualvar-simclr-k400-lab").values("dualvar-simclr-k400", "top1")[0],
        given.values("dualvar-simclr-k400", "top1")[0]);
    Outcome other =
        smoke("table5", "--row", "dualvar", "--weights", "dualvar=" + run("dualvar-moco"));
    assertEquals(2, other.code());
    assertTrue(other.err().contains("the row is SIMCLR of R3D of width 4"), other.err());
  }

  private static Path run(String name) throws IOException {
    try (Stream<Path> rows = Files.list(work.resolve("runs/tables/smoke"))) {
      return rows.filter(row -> String.valueOf(row.getFileName()).startsWith(name))
          .map(row -> row.resolve("pretraining"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Map<String, String> checkpoints(Path runs) throws IOException {
    Map<String, String> tree = Runs.tree(runs);
    tree.keySet().removeIf(name -> !name.contains("checkpoints") && !name.contains("features/"));
    return tree;
  }

  @Test
  @Order(3)
  void givenRow_isJudgedWithoutTraining() throws IOException {
    Outcome outcome =
        smoke("table1", "--row", "supervised", "--weights", "supervised=" + someRun());
    assertTrue(cell(outcome, "table1-supervised-kinetics").has("top1"));
    RunRecords record = record("table1-smoke-lab-supervised-lab-precision");
    assertEquals(0, record.values("supervised", "hours/pretraining")[0]);
  }

  private static Path someRun() throws IOException {
    try (Stream<Path> rows = Files.list(work.resolve("runs/tables/smoke"))) {
      return rows.map(row -> row.resolve("pretraining"))
          .filter(run -> Files.exists(run.resolve("config.json")))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  @Order(4)
  void tables2And3_onTheLab_makeTheirTrainedCells() throws IOException {
    Runs.done(smoke("table2", "--start", "stills"));
    assertEquals(1, record("table2-smoke-lab-seco-lab").values("seco", "top1").length);
    RunRecords turned = record("table2-smoke-lab-3drotnet-lab");
    requireFitToBeKept(turned);
    assertEquals(1, turned.values("3drotnet", "top1").length);
    assertEquals("RANDOM", turned.rows().get(0).score().card().get("begunWith").orElseThrow());
    assertTrue(turned.values("3drotnet", "hours/svm/lab")[0] > 0);
    Runs.done(smoke("table3", "--row", "seco"));
    for (String column : List.of("lab", "lab-bias0")) {
      RunRecords record = record("table3-smoke-lab-seco-" + column);
      assertEquals(1, record.values("seco", "top1").length);
      assertEquals(
          "fine-tuning, TSN", record.rows().get(0).score().card().get("protocol").orElseThrow());
      assertTrue(record.values("seco", "hours/finetuning/" + column)[0] > 0);
    }
  }

  @Test
  @Order(8)
  void pretextTasksOfTable3_areFineTunedAsClips_onTheirRowsPretraining() throws IOException {
    for (String row : List.of("3drotnet", "cliporder")) {
      Runs.done(smoke("table3", "--row", row));
      for (String column : List.of("lab", "lab-bias0")) {
        RunRecords record = record("table3-smoke-lab-" + row + "-" + column);
        requireFitToBeKept(record);
        double top1 = record.values(row, "top1")[0];
        assertTrue(top1 >= 0 && top1 <= 1, "top-1 " + top1);
        Map<String, String> card = record.rows().get(0).score().card().fields();
        assertEquals("fine-tuning, clips", card.get("protocol"));
        assertTrue(card.get("network").contains("R3D"), card.toString());
        assertTrue(record.values(row, "hours/finetuning/" + column)[0] > 0);
      }
    }
    double once =
        record("table3-smoke-lab-3drotnet-lab").values("3drotnet", "hours/pretraining")[0];
    double shared =
        record("table2-smoke-lab-3drotnet-lab").values("3drotnet", "hours/pretraining")[0];
    assertEquals(shared, once, "Tables 2 and 3 share the row's pretraining");
  }

  @Test
  void cell_thatCannotBeRun_isRefusedWithWhatToDo() {
    Outcome cited = smoke("table3", "--row", "dpc");
    assertEquals(2, cited.code());
    assertTrue(cited.err().contains("only cited by the paper"), cited.err());
    Outcome given = smoke("table1", "--row", "supervised");
    assertTrue(given.err().contains("needs --weights supervised=FILE"), given.err());
    Outcome start = smoke("table2");
    Outcome speed = smoke("table4", "--row", "speednet");
    assertTrue(speed.err().contains("only cited by the paper"), speed.err());
    Outcome other = smoke("table4", "--pretrained-on", "ucf101");
    assertTrue(other.err().contains("only Table 5's does not"), other.err());
    assertTrue(start.err().contains("choose random, or weights"), start.err());
    Outcome absent =
        table(
            "table3",
            "--row",
            "seco",
            "--column",
            "ucf101",
            "--data",
            empty,
            "--out",
            empty,
            "--start",
            "random");
    assertEquals(2, absent.code());
    assertTrue(absent.err().contains("data-scripts/kinetics400 makes it"), absent.err());
  }
}
