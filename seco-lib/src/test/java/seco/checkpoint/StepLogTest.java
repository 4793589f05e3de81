package seco.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.pretrain.Health;
import seco.pretrain.Step;
import seco.run.MetricLog;
import seco.run.RunDirectory;
import seco.run.Timing;

class StepLogTest {
  private static final Health HEALTH = new Health(1, -2, 30, 1.5, 0.25, 0.5, 0.375, 0.125);
  private static final Step STEP = new Step(1, 0.5, 6, 3, 0, 2, 0.5, 1, 0.75, 8, HEALTH);

  @TempDir Path folder;

  @Test
  void row_hasEveryNumberUnderItsName() throws IOException {
    try (RunDirectory run = RunDirectory.create(folder.resolve("run"));
        StepLog<Step> log = StepLog.open(run, Step.COLUMNS, Optional.empty())) {
      log.row(1, STEP, 2, 0.5);
      assertEquals(
          """
          step,rate,total,inter,interTop1,intra,intraTop1,order,orderTop1,gradientNorm,\
          alignment,uniformity,effectiveRank,memoryAge,momentumDistance,\
          interGradient,intraGradient,orderGradient,pretextTop1
          1,0.5,6,3,0,2,0.5,1,0.75,8,1,-2,30,1.5,0.25,0.5,0.375,0.125,
          """,
          Files.readString(run.metrics()));
      assertEquals(
          "step,seconds,waitSeconds,waitShare\n1,2,0.5,0.25\n", Files.readString(run.timing()));
      assertEquals(List.of(STEP), MetricLog.read(run.metrics(), Step.COLUMNS));
      assertEquals(
          List.of(new Timing(1, 2, 0.5, 0.25)), MetricLog.read(run.timing(), Timing.COLUMNS));
    }
  }

  @Test
  void row_isOneEventWithACurveForEveryNumber() throws IOException {
    try (RunDirectory run = RunDirectory.create(folder.resolve("run"));
        StepLog<Step> log = StepLog.open(run, Step.COLUMNS, Optional.empty())) {
      log.row(1, STEP, 2, 0.5);
      String events = new String(Files.readAllBytes(run.events()), StandardCharsets.ISO_8859_1);
      for (String tag :
          List.of("loss/total", "accuracy/order", "training/gradientNorm", "time/waitShare")) {
        assertTrue(events.contains(tag), tag);
      }
      for (String name : Step.COLUMNS.names().subList(10, 18)) {
        assertTrue(events.contains("health/" + name), name);
      }
    }
  }

  @Test
  void open_tablesOfARunOfBefore_goOnWithTheColumnsThatTheyHave() throws IOException {
    String header = "step,rate,total,inter,interTop1,intra,intraTop1,order,orderTop1,gradientNorm";
    try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
      Files.writeString(run.metrics(), header + "\n0,0,9,4,0,3,0,2,0,1\n");
      Files.writeString(run.timing(), "step,seconds,waitSeconds\n0,1,0\n");
      try (StepLog<Step> log = StepLog.open(run, Step.COLUMNS, Optional.of(saved(run)))) {
        log.row(1, STEP, 2, 0.5);
      }
      assertEquals(
          header + "\n0,0,9,4,0,3,0,2,0,1\n1,0.5,6,3,0,2,0.5,1,0.75,8\n",
          Files.readString(run.metrics()));
      assertEquals("step,seconds,waitSeconds\n0,1,0\n1,2,0.5\n", Files.readString(run.timing()));
      List<Step> steps = MetricLog.read(run.metrics(), Step.COLUMNS);
      assertEquals(new Step(1, 0.5, 6, 3, 0, 2, 0.5, 1, 0.75, 8, Health.UNKNOWN), steps.get(1));
      assertTrue(Double.isNaN(MetricLog.read(run.timing(), Timing.COLUMNS).get(1).waitShare()));
    }
  }

  @Test
  void open_tableOfALaterVersion_isRefused() throws IOException {
    try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
      Files.writeString(run.metrics(), "step,colour\n0,1\n");
      Files.writeString(run.timing(), "step,seconds\n0,1\n");
      Optional<Checkpoints.Saved> saved = Optional.of(saved(run));
      InputException e =
          assertThrows(InputException.class, () -> StepLog.open(run, Step.COLUMNS, saved).close());
      assertTrue(e.getMessage().contains("unknown column 'colour'"), e.getMessage());
    }
  }

  @Test
  void open_timingsAndEventsLostOrCut_beginAnewAndAreNamed() throws IOException {
    try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
      Optional<Checkpoints.Saved> saved = Optional.of(oneStep(run));
      List<Path> both = List.of(run.timing(), run.events());
      for (Path file : both) {
        Files.delete(file);
      }
      assertEquals(both, goOn(run, saved));
      // The new timings and events have grown beyond the saved lengths: other rows than those.
      Files.writeString(run.timing(), "1,2,0.5,0.25\n".repeat(20), StandardOpenOption.APPEND);
      byte[] noise = new byte[4096];
      Arrays.fill(noise, (byte) 0x55);
      Files.write(run.events(), noise);
      assertEquals(both, goOn(run, saved));
      for (Path file : both) {
        Files.write(file, new byte[0]);
      }
      assertEquals(both, goOn(run, saved));
      assertEquals(
          "step,seconds,waitSeconds,waitShare\n1,2,0.5,0.25\n", Files.readString(run.timing()));
      assertEquals(
          2, Files.readString(run.metrics()).lines().filter(l -> !l.isEmpty()).count() - 1);
    }
  }

  @Test
  void open_wholeLogs_goOn() throws IOException {
    try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
      Optional<Checkpoints.Saved> saved = Optional.of(oneStep(run));
      assertEquals(List.of(), goOn(run, saved));
      assertEquals(List.of(), goOn(run, saved));
      assertEquals(3, Files.readAllLines(run.timing()).size());
    }
  }

  @Test
  void open_metricsLostOrCut_isRefusedAndNothingIsMade() throws IOException {
    try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
      Optional<Checkpoints.Saved> saved = Optional.of(oneStep(run));
      String whole = Files.readString(run.metrics());
      for (int bytes : new int[] {0, 4, whole.length() - 1}) {
        Files.writeString(run.metrics(), whole.substring(0, bytes));
        assertMetricsRefused(run, saved);
      }
      Files.writeString(run.metrics(), whole.replace("\n0,", "\n7,")); // another step's
      assertMetricsRefused(run, saved);
      Files.delete(run.metrics());
      assertMetricsRefused(run, saved);
      assertTrue(Files.notExists(run.metrics()));
    }
  }

  private static void assertMetricsRefused(RunDirectory run, Optional<Checkpoints.Saved> saved) {
    InputException e =
        assertThrows(InputException.class, () -> StepLog.open(run, Step.COLUMNS, saved).close());
    assertTrue(e.getMessage().startsWith(run.metrics() + ": missing, shorter"), e.getMessage());
    assertTrue(e.getMessage().endsWith("restore it, or begin a new run in another folder"));
  }

  /** A run's logs with step 0, and the state after it. */
  private static Checkpoints.Saved oneStep(RunDirectory run) throws IOException {
    try (StepLog<Step> log = StepLog.open(run, Step.COLUMNS, Optional.empty())) {
      log.row(0, new Step(0, 0.5, 6, 3, 0, 2, 0.5, 1, 0.75, 8, HEALTH), 2, 0.5);
      return new Checkpoints.Saved(
          new Checkpoints.State(1, log.lengths(), ""), run.folder(), List.of());
    }
  }

  /** Adds step 1 to the logs after step 0. */
  private static List<Path> goOn(RunDirectory run, Optional<Checkpoints.Saved> saved)
      throws IOException {
    try (StepLog<Step> log = StepLog.open(run, Step.COLUMNS, saved)) {
      log.row(1, STEP, 2, 0.5);
      return log.begunAnew();
    }
  }

  private static Checkpoints.Saved saved(RunDirectory run) throws IOException {
    Map<String, Long> lengths =
        Map.of(
            "metricsBytes", Files.size(run.metrics()),
            "timingBytes", Files.size(run.timing()),
            "eventsBytes", 0L);
    return new Checkpoints.Saved(new Checkpoints.State(1, lengths, ""), run.folder(), List.of());
  }
}
