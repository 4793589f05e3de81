package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import seco.pretrain.Pretraining;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.Scale;

/** Rows beside the table's: trained, interrupted, resumed and judged. */
@Tag("slow")
final class SupplementaryRowsTest {
  private static final long SEED = 3;

  @TempDir private static Path folder; // of all tests: one start, one set of videos

  /** Counts the steps that are trained, row by row. */
  private static final class Count implements LabAblation.Listener {
    private final Map<String, Integer> steps = new TreeMap<>();

    @Override
    public Progress of(Row row, long seed) {
      return (done, total) -> steps.merge(row.label(), 1, Integer::sum);
    }

    @Override
    public Progress data(long seed) {
      return Progress.SILENT;
    }
  }

  private static LabAblation ablation() {
    return new LabAblation(Scale.SMOKE, 0, folder.resolve("data"), folder.resolve("runs"));
  }

  /** Every further row, and the last value of every axis. */
  static Stream<Row> rows() {
    List<Row> rows = new ArrayList<>(List.of(Supplement.values()));
    for (SweepAxis axis : SweepAxis.values()) {
      List<Row> values = axis.rows(ablation().config());
      rows.add(values.get(values.size() - 1));
    }
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void row_interruptedAndResumed_isTrainedToItsEndAndJudged(Row row) throws Exception {
    int left = interrupt(row);
    Count first = new Count();

    RunRecords records = ablation().run(List.of(row), List.of(SEED), first).records();

    assertEquals(List.of(row.label()), records.variants());
    for (String metric : List.of("top1", "top1Normalised", "knn5", "actionPerFrame", "sceneTop1")) {
      double share = records.value(row.label(), SEED, metric).orElseThrow();
      assertTrue(share >= 0 && share <= 1, metric + " " + share);
    }
    assertTrue(records.value(row.label(), SEED, "progressR2").orElseThrow() <= 1);
    assertEquals(left, first.steps.get(row.label()));

    Count second = new Count();
    assertEquals(records, ablation().run(List.of(row), List.of(SEED), second).records());
    assertEquals(Map.of(), second.steps);
  }

  /** Begins a row's training and leaves it after five steps, of which four are saved. */
  private static int interrupt(Row row) throws IOException, InterruptedException {
    try (LabData lab =
        LabData.open(folder.resolve("data"), Scale.SMOKE, 0, SEED, Progress.SILENT)) {
      Ablation ablation =
          new Ablation(ablation().config(), AblationData.of(lab, null), folder.resolve("runs"));
      ablation.train(Variant.START, SEED, Progress.SILENT);
      try (Pretraining training = ablation.open(row, SEED)) {
        for (int step = 0; step < 4; step++) {
          training.next();
        }
        training.save();
        training.next(); // lost
        return Math.toIntExact(training.steps()) - 4;
      }
    }
  }

  @Test
  void axis_sharesTheTablesRun_andSaysWhatIsChanged() throws IOException, InterruptedException {
    Count count = new Count();
    List<Row> rows = SweepAxis.EQUATION3.rows(ablation().config());

    AblationReport report = ablation().run(rows, List.of(8L), count);
    report.write(folder.resolve("records"), "axis");

    assertEquals(Map.of("start", 12, "equation3=paper", 12, "equation3=code", 12), count.steps);
    assertEquals(
        List.of("equation3=paper", "equation3=code"),
        RunRecords.read(folder.resolve("records/axis.csv")).variants());
    String json = Files.readString(folder.resolve("records/axis.json"));
    List<String> runs = new ArrayList<>();
    for (JsonElement run : JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("runs")) {
      JsonElement changes = run.getAsJsonObject().get("changes");
      runs.add(run.getAsJsonObject().get("variant").getAsString() + " " + changes);
    }
    assertEquals(
        List.of(
            "start null",
            "equation3=paper {\"contrast.intra\":\"PAPER\"}",
            "equation3=code {\"contrast.intra\":\"CODE\"}"),
        runs);

    Count table = new Count();
    var unused = ablation().run(List.of(Variant.ORDER), List.of(8L), table);
    assertEquals(Map.of(), table.steps);
  }
}
