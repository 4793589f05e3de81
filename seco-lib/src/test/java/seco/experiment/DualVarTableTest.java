package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.run.Progress;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Scale;

final class DualVarTableTest {
  @TempDir private Path folder;

  /** Counts the steps that are trained, and asks to stop before one of them. */
  private static final class Count implements DualVarTable.Listener {
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicInteger judged = new AtomicInteger();
    private final int stop;

    Count(int stop) {
      this.stop = stop;
    }

    @Override
    public Progress steps(DualVarRow row, long seed) {
      return (done, total) -> steps.incrementAndGet();
    }

    @Override
    public Progress videos(DualVarRow row, long seed) {
      return (done, total) -> judged.incrementAndGet();
    }

    @Override
    public Progress data(long seed) {
      return Progress.SILENT;
    }

    @Override
    public boolean stopRequested() {
      return steps.get() >= stop;
    }
  }

  private DualVarTable table(String runs) {
    return new DualVarTable(
        Scale.SMOKE, Map.of(), 0.5, null, folder.resolve("data"), folder.resolve(runs));
  }

  @Test
  void smokeScale_fillsTheTable_stoppedOrNot_andASecondCallDoesNothing() throws Exception {
    List<DualVarRow> all = List.of(DualVarRow.values());
    Count first = new Count(Integer.MAX_VALUE);
    AblationReport report = table("runs").run(all, List.of(3L), first);
    assertEquals(10 * 10, first.steps.get()); // ten trainings of ten steps
    assertEquals(11 * 40, first.judged.get());
    report.write(folder.resolve("records"), table("runs").name());

    RunRecords records = RunRecords.read(folder.resolve("records/dualvar-smoke-bias0.50.csv"));
    assertEquals(
        Arrays.stream(DualVarRow.values()).map(DualVarRow::label).toList(), records.variants());
    for (RunRecord row : records.rows()) {
      records.requireOneProtocol(row.metric());
      assertTrue(row.score().card().get("encoder").isPresent(), row.toString());
      assertTrue(row.value() >= 0 && row.value() <= 4, row.toString());
    }
    for (String metric :
        List.of("top1", "recall.1", "recallCentred.10", "withinVideo", "shuffleRankSwapped")) {
      assertEquals(1, records.values("moco+sr+tc", metric).length, metric);
      assertEquals(1, records.values("simclr+sr+tc-2d", metric).length, metric);
    }
    for (String task : List.of("rotnet3d", "clip-order")) {
      assertEquals(1, records.values(task, "recallCentred.1").length);
      assertEquals(0, records.values(task, "shuffleRankSwapped").length, "it knows no segments");
      for (RunRecord row : records.only(task).rows()) {
        assertEquals(task, row.score().card().get("tasks").orElseThrow());
      }
    }
    String provenance = Files.readString(folder.resolve("records/dualvar-smoke-bias0.50.json"));
    assertEquals(
        10, JsonParser.parseString(provenance).getAsJsonObject().getAsJsonArray("runs").size());

    Count second = new Count(Integer.MAX_VALUE);
    assertEquals(report.records(), table("runs").run(all, List.of(3L), second).records());
    assertEquals(0, second.steps.get() + second.judged.get());
    List<DualVarRow> one = List.of(DualVarRow.MOCO_SR);
    Count stopped = new Count(4);
    assertThrows(InterruptedException.class, () -> table("stopped").run(one, List.of(3L), stopped));
    Count rest = new Count(Integer.MAX_VALUE);
    RunRecords late = table("stopped").run(one, List.of(3L), rest).records();
    assertEquals(6, rest.steps.get());
    assertEquals(records.only("moco+sr").rows().size(), late.rows().size());
    for (RunRecord row : late.rows()) {
      assertEquals(records.value("moco+sr", 3, row.metric()).orElseThrow(), row.value());
    }
  }

  @Test
  void run_ofOtherSettings_isRefused() throws Exception {
    List<DualVarRow> one = List.of(DualVarRow.SIMCLR);
    table("runs").run(one, List.of(3L), new Count(Integer.MAX_VALUE));
    DualVarTable other =
        new DualVarTable(
            Scale.SMOKE,
            Map.of("optimization.learningRate", 0.5),
            0.5,
            null,
            folder.resolve("data"),
            folder.resolve("runs"));
    InputException e =
        assertThrows(InputException.class, () -> other.run(one, List.of(3L), new Count(1000)));
    assertTrue(e.getMessage().contains("other settings"), e.getMessage());
  }

  @Test
  void rows_areChosenByName() throws IOException {
    assertEquals(
        List.of(DualVarRow.MOCO_SR_TC, DualVarRow.RANDOM),
        DualVarRow.named(List.of("moco+sr+tc", "random")));
    assertThrows(InputException.class, () -> DualVarRow.named(List.of("byol")));
    assertThrows(InputException.class, () -> DualVarRow.named(List.of("moco", "moco")));
    assertFalse(DualVarRow.RANDOM.isTrained());
  }
}
