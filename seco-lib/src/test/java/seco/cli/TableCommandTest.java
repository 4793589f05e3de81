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
  void cell_thatCannotBeRun_isRefusedWithWhatToDo() {
    Outcome cited = smoke("table3", "--row", "dpc");
    assertEquals(2, cited.code());
    assertTrue(cited.err().contains("only cited by the paper"), cited.err());
    Outcome given = smoke("table1", "--row", "supervised");
    assertTrue(given.err().contains("needs --weights supervised=FILE"), given.err());
    Outcome start = smoke("table2");
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

  @Test
  void estimate_ofAbsentVideos_countsThePublishedOnes() {
    Outcome outcome =
        table(
            "table3",
            "--row",
            "seco",
            "--column",
            "hmdb51",
            "--preset",
            "smoke",
            "--estimate",
            "--data",
            empty,
            "--start",
            "random");
    String needs = cell(outcome, "table3-seco-hmdb51").get("needs").toString();
    assertTrue(needs.contains("12 steps on 240,000 published videos"), needs);
    // 3,570 videos in steps of 2 x 2, two epochs; 1,530 videos in 25 frames of 3 crops.
    assertTrue(needs.contains("1,784 steps on 3,570 published videos"), needs);
    assertTrue(needs.contains("114,750 views of 1,530 published videos"), needs);
  }
}
