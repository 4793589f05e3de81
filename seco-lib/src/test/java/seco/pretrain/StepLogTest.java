package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.run.MetricLog;
import seco.run.RunDirectory;

class StepLogTest {
  private static final Health HEALTH = new Health(1, -2, 30, 1.5, 0.25, 0.5, 0.375, 0.125);
  private static final Step STEP = new Step(1, 0.5, 6, 3, 0, 2, 0.5, 1, 0.75, 8, HEALTH);

  @TempDir Path folder;

  @Test
  void row_hasEveryNumberUnderItsName() throws IOException {
    try (RunDirectory run = RunDirectory.create(folder.resolve("run"));
        StepLog log = StepLog.open(run, Optional.empty())) {
      log.row(STEP, 2, 0.5);
      assertEquals(
          """
          step,rate,total,inter,interTop1,intra,intraTop1,order,orderTop1,gradientNorm,\
          alignment,uniformity,effectiveRank,memoryAge,momentumDistance,\
          interGradient,intraGradient,orderGradient
          1,0.5,6,3,0,2,0.5,1,0.75,8,1,-2,30,1.5,0.25,0.5,0.375,0.125
          """,
          Files.readString(run.metrics()));
      assertEquals(
          "step,seconds,waitSeconds,waitShare\n1,2,0.5,0.25\n", Files.readString(run.timing()));
      assertEquals(List.of(STEP), MetricLog.read(run.metrics(), StepLog.METRICS));
      assertEquals(
          List.of(new Timing(1, 2, 0.5, 0.25)), MetricLog.read(run.timing(), StepLog.TIMING));
    }
  }

  @Test
  void row_isOneEventWithACurveForEveryNumber() throws IOException {
    try (RunDirectory run = RunDirectory.create(folder.resolve("run"));
        StepLog log = StepLog.open(run, Optional.empty())) {
      log.row(STEP, 2, 0.5);
      String events = new String(Files.readAllBytes(run.events()), StandardCharsets.ISO_8859_1);
      for (String tag :
          List.of("loss/total", "accuracy/order", "training/gradientNorm", "time/waitShare")) {
        assertTrue(events.contains(tag), tag);
      }
      for (String name : StepLog.METRICS.names().subList(10, 18)) {
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
      try (StepLog log = StepLog.open(run, Optional.of(saved(run)))) {
        log.row(STEP, 2, 0.5);
      }
      assertEquals(
          header + "\n0,0,9,4,0,3,0,2,0,1\n1,0.5,6,3,0,2,0.5,1,0.75,8\n",
          Files.readString(run.metrics()));
      assertEquals("step,seconds,waitSeconds\n0,1,0\n1,2,0.5\n", Files.readString(run.timing()));
      List<Step> steps = MetricLog.read(run.metrics(), StepLog.METRICS);
      assertEquals(new Step(1, 0.5, 6, 3, 0, 2, 0.5, 1, 0.75, 8, Health.UNKNOWN), steps.get(1));
      assertTrue(Double.isNaN(MetricLog.read(run.timing(), StepLog.TIMING).get(1).waitShare()));
    }
  }

  @Test
  void open_tableOfALaterVersion_isRefused() throws IOException {
    try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
      Files.writeString(run.metrics(), "step,colour\n");
      Files.writeString(run.timing(), "step,seconds\n");
      Optional<Checkpoints.Saved> saved = Optional.of(saved(run));
      InputException e = assertThrows(InputException.class, () -> StepLog.open(run, saved).close());
      assertTrue(e.getMessage().contains("unknown column 'colour'"), e.getMessage());
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
