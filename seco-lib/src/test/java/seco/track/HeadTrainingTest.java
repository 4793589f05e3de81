package seco.track;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.run.FileOperations;
import seco.run.MetricLog;
import seco.run.Seeds;
import seco.run.Settings;
import seco.run.Timing;
import seco.track.otb.OnePass;
import seco.track.otb.Trace;

class HeadTrainingTest {
  private static final ResNetConfig TRUNK = new ResNetConfig(18, 8, 0);

  @TempDir private Path folder;

  private static TrackConfig smoke(String profile) {
    TrackConfig config = TrackConfig.of(profile, "smoke", TRUNK, TrackConfig.RANDOM, 3);
    boolean headless = config.head().channels() == 0;
    return Settings.with(config, Map.of("head.channels", headless ? 0 : 16));
  }

  private HeadTraining start(TrackConfig config, List<Sequence> clips, String run)
      throws IOException {
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder network =
            SecoEncoder.create(manager, TRUNK, SecoEncoder.Heads.PER_TASK, new Random(1))) {
      return HeadTraining.start(config, clips, network.arrays(), folder.resolve(run));
    }
  }

  private byte[] newest(String run, long step) throws IOException {
    return Files.readAllBytes(
        folder.resolve(run + "/checkpoints/step-%08d/arrays.safetensors".formatted(step)));
  }

  private void assertSameRun(String run, long steps) throws IOException {
    assertEquals(
        Files.readString(folder.resolve("whole/metrics.csv")),
        Files.readString(folder.resolve(run).resolve("metrics.csv")));
    assertArrayEquals(newest("whole", steps), newest(run, steps));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void training_thatIsResumed_isTheSame(int freshEpochs) throws Exception {
    List<Sequence> clips = Clips.write(folder.resolve("data"), 6, 5);
    TrackConfig config =
        Settings.with(
            smoke("ours"), Map.of("training.pairs.freshEpochs", freshEpochs, "training.epochs", 3));
    long steps;
    try (HeadTraining training = start(config, clips, "whole")) {
      steps = training.steps();
      assertEquals(9, steps);
      while (training.hasNext()) {
        training.next();
      }
      assertThrows(IllegalStateException.class, training::next);
    }
    try (HeadTraining training = start(config, clips, "cut")) {
      for (int i = 0; i < 4; i++) {
        training.next();
      }
      training.save();
      training.next(); // is lost
    }
    try (HeadTraining training = HeadTraining.resume(folder.resolve("cut"), clips)) {
      assertEquals(4, training.stepsDone());
      while (training.hasNext()) {
        training.next();
      }
    }
    assertSameRun("cut", steps);
    try (HeadTraining training = HeadTraining.resume(folder.resolve("cut"), clips)) {
      assertFalse(training.hasNext());
    }
    assertSameRun("cut", steps);
    List<Timing> timings = MetricLog.read(folder.resolve("cut/timing.csv"), Timing.COLUMNS);
    assertEquals(steps, timings.size());
    assertTrue(timings.stream().allMatch(t -> t.seconds() > 0 && t.waitSeconds() <= t.seconds()));
    byte[] events = Files.readAllBytes(folder.resolve("cut/events.out.tfevents"));
    String text = new String(events, StandardCharsets.ISO_8859_1);
    for (String tag : List.of("loss/response", "accuracy/hits", "training/rate", "time/seconds")) {
      assertEquals(steps + 1, text.split(tag, -1).length, tag);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ours", "vince", "vfs", "siamfc-pytorch"})
  void everyProfile_trainsAndTracks(String profile) throws Exception {
    List<Sequence> clips = Clips.write(folder.resolve("data"), 4, 4);
    try (HeadTraining training = start(smoke(profile), clips, profile)) {
      assertEquals(profile.equals("siamfc-pytorch") ? 0 : 4, training.steps());
      while (training.hasNext()) {
        HeadStep step = training.next();
        assertTrue(step.loss() > 0 && step.hits() >= 0 && step.hits() <= 1, step.toString());
      }
    }
    try (TrackRun run = TrackRun.open(folder.resolve(profile));
        SiamFc tracker = run.tracker()) {
      assertEquals(profile, run.config().profile());
      double factor = run.config().head().responseFactor();
      assertEquals(profile.equals("ours") ? ResponseFactor.oneDigit(factor) : 1e-3, factor, 0);
      Trace trace = OnePass.over(clips.get(0), tracker);
      assertEquals(4, trace.boxes().size());
      assertTrue(trace.boxes().stream().allMatch(Box::isPresent));
      assertEquals(trace.boxes(), OnePass.over(clips.get(0), tracker).boxes());
    }
  }

  @Test
  void training_onWanderingDiscs_learnsWhereTheyAre() throws Exception {
    List<Sequence> clips = Clips.write(folder.resolve("data"), 8, 8);
    TrackConfig config =
        Settings.with(
            smoke("ours"),
            Map.of("training.epochs", 12, "training.batchSize", 8, "training.rate.first", 1e-2));
    double first = 0;
    double last = 0;
    try (HeadTraining training = start(config, clips, "run")) {
      while (training.hasNext()) {
        HeadStep step = training.next();
        first += step.step() < 4 ? step.loss() / 4 : 0;
        last += step.step() >= training.steps() - 4 ? step.loss() / 4 : 0;
      }
    }
    assertTrue(last < 0.8 * first, "the loss went from " + first + " to " + last);
  }

  @Test
  void training_thatDiverges_saysWhereAndIsRefusedFurther() throws Exception {
    List<Sequence> clips = Clips.write(folder.resolve("data"), 4, 4);
    TrackConfig config =
        Settings.with(
            smoke("ours"), Map.of("training.rate.first", 1e30, "training.rate.last", 1e30));
    try (HeadTraining training = start(config, clips, "run")) {
      training.next();
      IOException e = assertThrows(IOException.class, training::next);
      assertTrue(e.getMessage().contains("the loss of step 1 is"), e.getMessage());
      assertTrue(e.getMessage().contains("Clip_"), e.getMessage());
      assertTrue(Files.exists(folder.resolve("run/checkpoints/step-00000001")));
      assertRefusedFurther(training, 1);
    }
  }

  private static void assertRefusedFurther(HeadTraining training, long step) {
    for (Executable use : List.<Executable>of(training::next, training::save)) {
      String message = assertThrows(IllegalStateException.class, use).getMessage();
      assertTrue(message.contains("step " + step + " has failed; resume"), message);
    }
    assertEquals(step, training.stepsDone());
  }

  @Test
  void stepThatFails_isTheLast_untilTheRunIsResumed() throws Exception {
    List<Sequence> clips = Clips.write(folder.resolve("data"), 4, 4);
    Path metrics = folder.resolve("run/metrics.csv");
    TrackConfig config = Settings.with(smoke("ours"), "training.epochs", 100);
    try (HeadTraining training = start(config, clips, "run")) {
      training.next();
      training.save();
      for (Sequence clip : clips) {
        for (Path image : clip.images()) {
          TextFiles.write(image, "no picture");
        }
      }
      int failed = 0;
      while (failed == 0) { // pictures that were cut ahead are whole
        try {
          training.next();
        } catch (InputException e) {
          failed++;
        }
      }
      assertRefusedFurther(training, training.stepsDone());
      assertEquals(training.stepsDone() + 1, Files.readAllLines(metrics).size());
    }
    Clips.write(folder.resolve("data"), 4, 4);
    try (HeadTraining training = HeadTraining.resume(folder.resolve("run"), clips)) {
      assertEquals(1, training.stepsDone());
      training.next();
    }
  }

  @Test
  void refusals_leaveNothingBehind() throws IOException {
    List<Sequence> clips = Clips.write(folder.resolve("data"), 1, 3);
    Path run = folder.resolve("run");
    TrackConfig config = Settings.with(smoke("ours"), "training.batchSize", 8);
    assertMessage("less than a batch of 8", () -> start(config, clips, "run"));
    Map<String, Object> much =
        Map.of(
            "training.epochs", 2000,
            "training.pairs.freshEpochs", 1000,
            "training.pairs.perSequence", 100);
    TrackConfig large = Settings.with(single(), much);
    assertMessage("take more than 4 GiB", () -> start(large, clips, "run"));
    List<Sequence> unseen = List.of(clips.get(0).from(2, "one"));
    assertMessage("no sequence with two frames", () -> start(single(), unseen, "run"));
    assertFalse(Files.exists(run));
    try (HeadTraining training = start(single(), clips, "run")) {
      assertMessage("another process", () -> start(single(), clips, "run"));
      assertEquals(2, training.steps());
    }
    assertMessage("holds a run already", () -> start(single(), clips, "run"));
    List<Sequence> others = Clips.write(folder.resolve("others"), 2, 3);
    assertMessage("other sequences", () -> HeadTraining.resume(run, others));
    List<Sequence> covered =
        List.of(
            Sequence.of(
                "Clip_000",
                clips.get(0).images(),
                clips.get(0).truth(),
                List.of(8.0, 8.0, 8.0),
                clips.get(0).truthFile()));
    assertMessage("other sequences", () -> HeadTraining.resume(run, covered));
    Files.delete(run.resolve("trunk.safetensors"));
    assertMessage("trunk.safetensors: missing", () -> HeadTraining.resume(run, clips));
    assertMessage("trunk.safetensors: missing", () -> TrackRun.open(run));
    assertMessage("no run", () -> TrackRun.open(folder.resolve("data")));
  }

  @Test
  void startThatFails_endsItsThreadsAndLetsTheFolderGo() throws IOException {
    List<Sequence> clips = Clips.write(folder.resolve("data"), 4, 4);
    long before = loaders();
    FileOperations.observe(
        (operation, file) -> {
          if (operation.equals("CREATE") && file.toString().contains("trunk.safetensors")) {
            throw new IllegalStateException("no room for the trunk");
          }
        });
    try {
      assertThrows(IllegalStateException.class, () -> start(smoke("ours"), clips, "run"));
    } finally {
      FileOperations.ignore();
    }
    assertEquals(before, loaders());
    try (HeadTraining training = start(smoke("ours"), clips, "run")) { // nothing is locked
      assertTrue(training.hasNext());
    }
  }

  private static long loaders() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("seco-loader"))
        .count();
  }

  private static TrackConfig single() {
    return Settings.with(smoke("ours"), "training.batchSize", 1);
  }

  private static void assertMessage(String part, Executable work) {
    InputException e = assertThrows(InputException.class, work);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void pairs_areOfOneSequence_inOrder_andNotFarApart() {
    List<Sequence> clips = Clips.write(folder.resolve("data"), 3, 4);
    PairSampler sampler = new PairSampler(clips, 5, 5, new Seeds(1));
    assertEquals(3, sampler.batchesPerEpoch());
    Map<String, Integer> visits = new TreeMap<>();
    for (int batch = 0; batch < 3; batch++) {
      for (PairSampler.Pair pair : sampler.batch(7, batch)) {
        assertTrue(pair.exemplar() < pair.search(), pair.toString());
        visits.merge(pair.sequence().name(), 1, Integer::sum);
      }
    }
    assertEquals(Map.of("Clip_000", 5, "Clip_001", 5, "Clip_002", 5), visits);
    PairSampler.Pair two = PairSampler.pair(clips.get(0), new int[] {2, 900}, new Random(0));
    assertEquals(900, two.search());
    PairSampler.Pair far = PairSampler.pair(clips.get(0), new int[] {0, 500, 1000}, new Random(0));
    assertEquals(far.exemplar(), far.search());
  }

  @Test
  void factor_givesResponsesOfTheFirstPairsASpreadOfAboutOne() {
    List<Sequence> clips = Clips.write(folder.resolve("data"), 4, 4);
    TrackConfig config = smoke("ours");
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder network =
            SecoEncoder.create(manager, TRUNK, SecoEncoder.Heads.PER_TASK, new Random(1));
        TrackTrunk trunk = TrackTrunk.of(manager, config.trunk(), network.arrays(), null)) {
      TrackConfig measured = ResponseFactor.measured(config, clips, trunk, manager);
      double factor = measured.head().responseFactor();
      assertEquals(factor, ResponseFactor.oneDigit(factor), 0);
      // One digit is at most a third off: 1.5 becomes 2.
      assertEquals(1, factor * spread(manager, config, clips, trunk), 1 / 3.0 + 1e-6);
      TrackConfig given = Settings.with(config, "head.responseFactor", 0.25);
      assertEquals(given, ResponseFactor.measured(given, clips, trunk, manager));
    }
  }

  /** Of the raw responses of an epoch's pairs, by a second pass over them. */
  private static double spread(
      NDManager manager, TrackConfig config, List<Sequence> clips, TrunkMap trunk) {
    PairBatches pairs = new PairBatches(clips, config);
    PairBatches.Batch batch = pairs.newBatch();
    MatchingHead head = TrackRun.head(manager, config);
    Maps.Maker maker = Maps.Maker.of(manager, trunk, config);
    List<Double> responses = new ArrayList<>();
    for (int number = 0; number < pairs.batchesPerEpoch(); number++) {
      pairs.fill(number, batch);
      Maps maps = maker.of(manager, batch);
      NDArray map =
          CrossCorrelation.pairs(head.exemplar(maps.exemplars()), head.search(maps.searches()), 1);
      for (float response : map.toFloatArray()) {
        responses.add((double) response);
      }
    }
    double mean = responses.stream().mapToDouble(r -> r).average().orElseThrow();
    return Math.sqrt(
        responses.stream().mapToDouble(r -> (r - mean) * (r - mean)).average().orElseThrow());
  }

  @Test
  void factor_hasOneDigit() {
    assertEquals(0.004, ResponseFactor.oneDigit(0.00387), 0);
    assertEquals(20, ResponseFactor.oneDigit(15.1), 0);
    assertEquals(1, ResponseFactor.oneDigit(Double.POSITIVE_INFINITY), 0);
  }
}
