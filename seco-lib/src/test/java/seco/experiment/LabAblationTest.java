package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.Scale;

final class LabAblationTest {
  @TempDir private Path folder;

  /** Counts the steps that are trained. */
  private static final class Count implements LabAblation.Listener {
    private final AtomicInteger steps = new AtomicInteger();

    @Override
    public Progress of(Row row, long seed) {
      return (done, total) -> steps.incrementAndGet();
    }

    @Override
    public Progress data(long seed) {
      return Progress.SILENT;
    }
  }

  @Test
  void smokeScale_fillsTheTable_andASecondCallTrainsNothing()
      throws IOException, InterruptedException {
    LabAblation ablation =
        new LabAblation(Scale.SMOKE, 0.5, folder.resolve("data"), folder.resolve("runs"));
    Count first = new Count();

    AblationReport report = ablation.run(List.of(3L), first);
    report.write(folder.resolve("records"), ablation.name());

    RunRecords records = RunRecords.read(folder.resolve("records/ablation-smoke-bias0.50.csv"));
    List<String> variants = Arrays.stream(Variant.values()).map(Variant::label).toList();
    assertEquals(variants, records.variants());
    for (String metric : List.of("top1", "top1Normalised", "knn5", "swapped", "actionPerFrame")) {
      for (String variant : variants) {
        double value = records.value(variant, 3, metric).orElseThrow();
        assertTrue(value >= 0 && value <= 1, variant + " " + metric + " " + value);
      }
    }
    assertTrue(records.value("random", 3, "hueR2").orElseThrow() <= 1);
    assertEquals(5 * 12, first.steps.get()); // five trainings of twelve steps
    JsonObject provenance =
        JsonParser.parseString(
                Files.readString(folder.resolve("records/ablation-smoke-bias0.50.json")))
            .getAsJsonObject();
    assertEquals(5, provenance.getAsJsonArray("runs").size());

    Count second = new Count();
    AblationReport again = ablation.run(List.of(3L), second);

    assertEquals(0, second.steps.get());
    assertEquals(report.records(), again.records());
  }
}
