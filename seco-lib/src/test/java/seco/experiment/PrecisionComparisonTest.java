package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.pretrain.ExecutionConfig;
import seco.pretrain.TrainingRecord;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.Scale;

final class PrecisionComparisonTest {
  private static final List<String> LABELS =
      List.of("inter+intra+order-float32", "inter+intra+order-bf16");

  @TempDir private Path folder;

  /** Writes down what is trained, a line for each step. */
  private static final class Log implements PrecisionComparison.Listener {
    private final List<String> steps = new ArrayList<>();

    @Override
    public Progress of(String label, long seed) {
      return (done, total) -> steps.add(label);
    }

    @Override
    public Progress data(long seed) {
      return Progress.SILENT;
    }
  }

  @Test
  void smokeScale_trainsBothPrecisionsFromOneStart_andASecondCallTrainsNothing()
      throws IOException, InterruptedException {
    PrecisionComparison comparison =
        new PrecisionComparison(Scale.SMOKE, folder.resolve("data"), folder.resolve("runs"));
    Log first = new Log();

    AblationReport report = comparison.run(List.of(2L), first);
    report.write(folder.resolve("records"), comparison.name());

    assertEquals(3 * 12, first.steps.size()); // twelve steps each
    assertEquals(
        List.of("start", LABELS.get(0), LABELS.get(1)), first.steps.stream().distinct().toList());
    RunRecords records = RunRecords.read(folder.resolve("records/precision-smoke.csv"));
    requireComplete(records);
    requireProvenance(folder.resolve("records/precision-smoke.json"));
    requirePrecisions(folder.resolve("runs"));

    Log second = new Log();
    assertEquals(records, comparison.run(List.of(2L), second).records());
    assertEquals(List.of(), second.steps);
  }

  private static void requireComplete(RunRecords records) {
    assertEquals(LABELS, records.variants());
    for (String label : LABELS) {
      for (String metric : List.of("top1", "top1Compiled", "top1Normalised", "knn5")) {
        double share = records.value(label, 2, metric).orElseThrow();
        assertTrue(share >= 0 && share <= 1, label + " " + metric + " " + share);
      }
      double step = records.value(label, 2, "secondsPerStep").orElseThrow();
      assertTrue(step > 0 && step < 60, label + ": seconds a step " + step);
    }
  }

  private static void requireProvenance(Path file) throws IOException {
    JsonObject provenance = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertEquals("precision", provenance.get("experiment").getAsString());
    assertEquals(1, provenance.getAsJsonArray("data").size());
    assertEquals(2, provenance.getAsJsonArray("settings").size());
    JsonArray runs = provenance.getAsJsonArray("runs");
    List<String> labels = new ArrayList<>();
    runs.forEach(run -> labels.add(run.getAsJsonObject().get("variant").getAsString()));
    assertEquals(List.of("start", LABELS.get(0), LABELS.get(1)), labels);
  }

  /** The start is the ablation's own, and beside it lies a run of each precision. */
  private static void requirePrecisions(Path runs) throws IOException {
    List<Path> folders;
    try (Stream<Path> files = Files.walk(runs)) {
      folders = files.filter(f -> f.endsWith("config.json")).map(Path::getParent).toList();
    }
    assertEquals(3, folders.size());
    for (Path run : folders) {
      ExecutionConfig execution = TrainingRecord.read(run).config().execution();
      String name = run.getFileName().toString();
      String expected = name.replaceAll("^start-2$|^inter\\+intra\\+order-|-2$", "");
      boolean compiled = execution.network() == ExecutionConfig.Network.COMPILED;
      assertEquals(expected, compiled ? execution.precision().id() : "", name);
    }
  }
}
