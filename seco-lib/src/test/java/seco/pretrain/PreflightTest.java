package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.loss.Task;
import seco.pretrain.Preflight.Need;

class PreflightTest extends SmokeTraining {
  private static final String NO_STEPS = "{\"estimated\": {\"steps\": 0}, \"departures\": []}";

  @Test
  void run_holdsItsEstimateBeforeAndItsMeasurementAfter() throws Exception {
    Path run = folder.resolve("run");
    Path file = run.resolve("preflight.json");
    try (Pretraining training = Pretraining.start(smoke(), store, run, null)) {
      Preflight before = Preflight.read(file);
      assertEquals(before, training.preflight().orElseThrow());
      assertNull(before.measured());
      assertEquals(12, before.estimated().steps());
      assertTrue(before.estimated().seconds() > 0);
      training.next();
    }
    Preflight left = Preflight.read(file);
    assertEquals(1, Objects.requireNonNull(left.measured()).steps());

    finish(Pretraining.resume(run, store));
    Preflight after = Preflight.read(file);
    Need measured = Objects.requireNonNull(after.measured());
    assertEquals(left.estimated(), after.estimated());
    assertEquals(12, measured.steps());
    assertEquals(TrainingRecord.read(run).seconds(), measured.seconds(), 1e-9);
    assertTrue(measured.memoryBytes() >= left.measured().memoryBytes());
    assertTrue(measured.diskBytes() <= after.estimated().diskBytes(), after.toString());
    long own = Files.size(file); // it held less when the folder was measured
    assertTrue(Math.abs(bytes(run) - measured.diskBytes()) <= own, after.toString());
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void resume_ofARunWithoutEstimate_makesIt() throws Exception {
    Path run = folder.resolve("run");
    Path file = run.resolve("preflight.json");
    try (Pretraining training = Pretraining.start(smoke(), store, run, null)) {
      training.next();
      training.save();
    }
    Files.delete(file);
    try (Pretraining training = Pretraining.resume(run, store)) {
      assertEquals(Preflight.read(file), training.preflight().orElseThrow());
      assertEquals(12, Preflight.read(file).estimated().steps());
      assertNull(Preflight.read(file).measured());
      training.next();
    }
    assertEquals(2, Objects.requireNonNull(Preflight.read(file).measured()).steps());
  }

  /** The logs of so many steps take four terabytes. */
  @Test
  void start_diskWithoutRoom_isRefusedAndMakesNothing() {
    Path run = folder.resolve("deep/run");
    PretrainConfig endless = smoke().with("optimization.length", Integer.MAX_VALUE);
    String message =
        assertThrows(InputException.class, () -> Pretraining.start(endless, store, run, null))
            .getMessage();
    assertTrue(message.startsWith(run + ": the run needs about 4.3 TB of disk, and "), message);
    assertTrue(Files.notExists(folder.resolve("deep")));
  }

  @Test
  void resume_withoutItsPreflight_makesItAnew() throws Exception {
    Path run = folder.resolve("run");
    Path file = run.resolve("preflight.json");
    try (Pretraining training = Pretraining.start(smoke(), store, run, null)) {
      training.next();
      training.save();
    }
    Files.writeString(file, "{");
    finish(Pretraining.resume(run, store));
    assertEquals(12, Preflight.read(file).estimated().steps());
    assertEquals(12, Objects.requireNonNull(Preflight.read(file).measured()).steps());
  }

  @Test
  void runOfClips_holdsItsEstimateBeforeAndItsMeasurementAfter() throws Exception {
    DualVarConfig config = DualVarConfig.smoke(DualVarFlavour.MOCO);
    Path run = folder.resolve("clips");
    Path file = run.resolve("preflight.json");
    try (DualVarTraining training = DualVarTraining.start(config, store, run, null)) {
      Preflight before = Preflight.read(file);
      assertEquals(before, training.preflight().orElseThrow());
      assertEquals(10, before.estimated().steps());
      assertTrue(before.estimated().seconds() > 0);
      assertTrue(before.departures().contains("trunk.kind r3d (paper r2plus1d)"), file.toString());
      training.next();
      training.save();
    }
    assertEquals(1, Objects.requireNonNull(Preflight.read(file).measured()).steps());
    Files.delete(file); // as runs of before have none
    try (DualVarTraining training = DualVarTraining.resume(run, store)) {
      assertNull(Preflight.read(file).measured());
      while (training.hasNext()) {
        training.next();
      }
    }
    Preflight after = Preflight.read(file);
    Need measured = Objects.requireNonNull(after.measured());
    assertEquals(10, measured.steps());
    assertTrue(measured.seconds() > 0);
    assertTrue(measured.diskBytes() <= after.estimated().diskBytes(), after.toString());
  }

  @Test
  void startOfClips_diskWithoutRoom_isRefusedAndMakesNothing() {
    Path run = folder.resolve("deep/clips");
    DualVarConfig endless =
        DualVarConfig.smoke(DualVarFlavour.SIMCLR)
            .with(Map.of("optimization.length", Integer.MAX_VALUE));
    String message =
        assertThrows(InputException.class, () -> DualVarTraining.start(endless, store, run, null))
            .getMessage();
    assertTrue(message.startsWith(run + ": the run needs about 4.3 TB of disk, and "), message);
    assertTrue(message.endsWith("make room or choose another folder"), message);
    assertTrue(Files.notExists(folder.resolve("deep")));
  }

  @Test
  void trialOfClips_hasTheSizesOfTheSettings() {
    DualVarConfig config = DualVarConfig.smoke(DualVarFlavour.MOCO);
    Trial trial = ClipTrial.of(config);
    assertTrue(trial.secondsPerStep() > 0 && Double.isFinite(trial.secondsPerStep()));
    try (NDManager manager = NDManager.newBaseManager();
        DualVarLearner learner = new DualVarLearner(manager, config)) {
      assertEquals(learner.state().bytes(), trial.stateBytes());
      assertEquals(learner.online().arrays().bytes(), trial.networkBytes());
    }
  }

  /** Every clip that learns keeps its maps; the shuffled one is laid anew. */
  @Test
  void memoryOfClips_isThatOfTheMapsThatAreKept() {
    DualVarConfig four = DualVarConfig.paper(DualVarFlavour.SIMCLR);
    DualVarConfig two = four.with(Map.of("contrast.weights.shuffleRank", 0));
    long kept = four.trunk().footprint(16, 112).keptBytes();
    long clip = 3L * 16 * 112 * 112 * Float.BYTES;
    assertEquals(64 * 2 * (kept + clip) + 64 * clip, memory(four) - memory(two));
    DualVarConfig half = four.with(Map.of("optimization.batchSize", 32));
    assertTrue(memory(half) < memory(four) * 0.6, memory(half) + " of " + memory(four));
    assertTrue(memory(DualVarConfig.paper(DualVarFlavour.MOCO)) < memory(four));
  }

  private static long memory(DualVarConfig config) {
    return new ClipMemoryEstimate(config).bytes(60_000_000, 1);
  }

  @Test
  void departuresOfClips_areThoseOfTheirFlavour() {
    for (DualVarFlavour flavour : DualVarFlavour.values()) {
      DualVarConfig paper = DualVarConfig.paper(flavour);
      assertEquals(List.of(), Departures.from(paper.with(Map.of("seed", 7))));
      assertEquals(
          List.of("trunk.width 8 (paper 64)"),
          Departures.from(paper.with(Map.of("trunk.width", 8))));
      List<String> memory = Departures.from(paper.with(Map.of("contrast.memorySize", 4096)));
      assertEquals(flavour == DualVarFlavour.MOCO ? 1 : 0, memory.size(), "none has one else");
    }
  }

  @Test
  void trial_ofTheSettings_hasTheirSizes() {
    PretrainConfig split =
        smoke().with(Map.of("contrast.replicas", 4, "execution.accumulation", 2));
    Trial trial = Trial.of(split);
    assertTrue(trial.secondsPerStep() > 0 && Double.isFinite(trial.secondsPerStep()));
    try (NDManager manager = NDManager.newBaseManager();
        Learner learner = Learner.create(manager, split)) {
      assertEquals(learner.state().bytes(), trial.stateBytes());
      assertEquals(learner.online().arrays().bytes(), trial.networkBytes());
    }
  }

  @Test
  void read_damagedFile_namesIt() throws IOException {
    Path file = folder.resolve("preflight.json");
    for (String text : List.of("", "{}", "[1]", "{\"estimated\": 3}", NO_STEPS)) {
      Files.writeString(file, text);
      String message =
          assertThrows(InputException.class, () -> Preflight.read(file), text).getMessage();
      assertEquals(file + ": no estimate of a run; delete it and resume the run", message);
    }
  }

  @Test
  void text_saysSizesAndTimeInUnitsOfTheirMagnitude() {
    Need need = new Need(1_230_000_000, 29_400_000, 150 * 60, 100);
    Preflight preflight = new Preflight(need, 25_100_000_000L, 1, List.of(), null);
    assertEquals(
        "about 1.2 GB of 25 GB memory, 29 MB of disk, 2 h 30 min without waiting for data",
        preflight.text());
    assertTrue(new Preflight(need, 1_000_000_000, 1, List.of(), null).exceedsMemory());
  }

  @Test
  void departures_ofThePaperItself_areNone() {
    assertEquals(List.of(), Departures.from(PretrainConfig.paper().withSeed(7)));
    PretrainConfig split = PretrainConfig.paper().with("execution.recompute", true);
    assertEquals(List.of(), Departures.from(split.withTasks(EnumSet.of(Task.INTER))));
  }

  @Test
  void departures_nameTheValueAndThePapersAndWhatItLeavesOpen() {
    PretrainConfig config =
        PretrainConfig.paper()
            .with("contrast.memorySize", 4096)
            .with("optimization.weightDecay", 0.0)
            .with("contrast.keys", "JOINT");
    assertEquals(
        List.of(
            "contrast.memorySize 4096 (paper 131072)",
            "contrast.keys joint (open in the paper, authors' code separate)",
            "optimization.weightDecay 0 (open in the paper, authors' code 1.0E-4)"),
        Departures.from(config).stream().map(line -> line.replace("e-4", "E-4")).toList());
  }

  @Test
  void memory_fallsWithAccumulationAndWithRecomputing() {
    PretrainConfig paper = PretrainConfig.paper();
    long whole = memory(paper.with("execution.accumulation", 1));
    long parts = memory(paper);
    long recomputed = memory(paper.with("execution.recompute", true));
    assertTrue(parts < whole / 2, parts + " of " + whole);
    assertTrue(recomputed < parts * 3 / 4, recomputed + " of " + parts);
    assertTrue(recomputed > 4L * 131_072 * 128, "the memory alone");
  }

  @Test
  void memory_inBfloat16_isThatOfHalfTheMaps() {
    PretrainConfig paper = PretrainConfig.paper();
    PretrainConfig bfloat16 = paper.with("execution.precision", "BF16");
    long maps = memory(paper) - memory(paper.with("execution.accumulation", 2)); // one part's
    long saved = memory(paper) - memory(bfloat16);
    assertTrue(saved > -maps / 3 && saved < -maps, saved + " of " + -maps);
  }

  private static long memory(PretrainConfig config) {
    return new MemoryEstimate(config).bytes(130_000_000, 1);
  }
}
