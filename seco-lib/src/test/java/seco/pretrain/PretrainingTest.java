package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.ChildJvm;
import seco.InputException;
import seco.lab.LabConfig;
import seco.lab.LabDataset;
import seco.loss.Task;
import seco.run.Progress;
import seco.tensor.NamedArrays;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.VideoList;

/** The training at the smoke scale: what makes two runs equal, and what stops one. */
class PretrainingTest {
  @TempDir static Path data;
  @TempDir Path folder;
  private static FrameStore store;
  private static FrameStore otherStore;

  @BeforeAll
  static void makeStores() throws IOException {
    store = store(1);
    otherStore = store(2);
  }

  private static FrameStore store(long seed) throws IOException {
    LabConfig config = LabConfig.standard().with("pixels", 64).with("frames", 8);
    Path lab = data.resolve("lab" + seed);
    new LabDataset(config, seed, 16, 0, 0, false).write(lab, 2, Progress.SILENT);
    Path target = data.resolve("store" + seed);
    VideoList list = VideoList.read(lab.resolve("train.txt"));
    new FrameStoreWriter(list, lab, FrameStoreConfig.standard(), false)
        .write(target, 2, Progress.SILENT);
    return FrameStore.open(target);
  }

  @AfterAll
  static void closeStores() throws IOException {
    store.close();
    otherStore.close();
  }

  private static PretrainConfig smoke() {
    return PretrainConfig.smoke();
  }

  private static List<Step> finish(Pretraining training) throws Exception {
    try (training) {
      return allSteps(training);
    }
  }

  private static List<Step> allSteps(Pretraining training) throws Exception {
    List<Step> steps = new ArrayList<>();
    while (training.hasNext()) {
      steps.add(training.next());
    }
    return steps;
  }

  private List<Step> run(String name, PretrainConfig config) throws Exception {
    return finish(Pretraining.start(config, store, folder.resolve(name), null));
  }

  private String metrics(String name) throws IOException {
    return Files.readString(folder.resolve(name).resolve("metrics.csv"));
  }

  private static void assertEqualArrays(NamedArrays expected, NamedArrays actual) {
    assertEquals(expected.names(), actual.names());
    expected.forEach(
        (name, array) ->
            assertArrayEquals(array.toFloatArray(), actual.get(name).toFloatArray(), name));
  }

  /** With as many threads as the tests have, two; another number of them rounds elsewhere. */
  @Test
  void runs_ofTheSameSeed_areEqualBitForBit() throws Exception {
    List<Step> steps = run("one", smoke());
    run("two", smoke());
    assertEquals(12, steps.size());
    assertEquals(metrics("one"), metrics("two"));
    assertEquals(13, metrics("one").lines().count());
    try (NDManager manager = NDManager.newBaseManager()) {
      PretrainedEncoder one = PretrainedEncoder.read(folder.resolve("one"), manager);
      PretrainedEncoder two = PretrainedEncoder.read(folder.resolve("two"), manager);
      assertEquals(one.sha256(), two.sha256());
      assertEqualArrays(one.arrays(), two.arrays());
    }
  }

  @Test
  void runs_ofOtherSeeds_differ() throws Exception {
    run("one", smoke());
    run("two", smoke().withSeed(2));
    assertNotEquals(metrics("one"), metrics("two"));
  }

  @Test
  void steps_areNumbersInTheirRanges() throws Exception {
    List<Step> steps = run("one", smoke());
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      assertEquals(i, step.step());
      assertEquals(step.total(), step.inter() + step.intra() + step.order(), 1e-4);
      for (double share : new double[] {step.interTop1(), step.intraTop1(), step.orderTop1()}) {
        assertTrue(share >= 0 && share <= 1, step.toString());
      }
      assertTrue(step.gradientNorm() > 0, step.toString());
    }
  }

  @Test
  void run_interruptedAndResumed_equalsOneThatWasNot() throws Exception {
    run("whole", smoke());
    Path path = folder.resolve("parts");
    try (Pretraining training = Pretraining.start(smoke(), store, path, null)) {
      for (int i = 0; i < 5; i++) {
        training.next();
      }
      training.save();
      training.next(); // lost with the process
      training.next();
    }
    try (Pretraining training = Pretraining.resume(path, store)) {
      assertEquals(5, training.stepsDone());
      training.next();
      training.save();
    }
    finish(Pretraining.resume(path, store));
    assertEquals(metrics("whole"), metrics("parts"));
    try (NDManager manager = NDManager.newBaseManager()) {
      assertEqualArrays(
          PretrainedEncoder.read(folder.resolve("whole"), manager).arrays(),
          PretrainedEncoder.read(path, manager).arrays());
    }
  }

  @Test
  void run_thatLostItsNewestCheckpoint_goesOnFromTheOneBefore() throws Exception {
    run("whole", smoke());
    Path path = folder.resolve("parts");
    try (Pretraining training = Pretraining.start(smoke(), store, path, null)) {
      for (int i = 1; i <= 6; i++) {
        training.next();
        if (i % 3 == 0) {
          training.save();
        }
      }
    }
    Path newest = path.resolve("checkpoints/step-00000006");
    Files.write(newest.resolve("arrays.safetensors"), new byte[100]);
    try (Pretraining training = Pretraining.resume(path, store)) {
      assertEquals(3, training.stepsDone());
      for (int i = 0; i < 3; i++) {
        training.next();
      }
      training.save(); // in the damaged one's place
    }
    try (Pretraining training = Pretraining.resume(path, store)) {
      assertEquals(6, training.stepsDone());
      allSteps(training);
    }
    assertEquals(metrics("whole"), metrics("parts"));
  }

  @Test
  void run_resumedAfterAnInterruptedWait_losesNoStep() throws Exception {
    run("whole", smoke());
    try (Pretraining training =
        Pretraining.start(smoke(), store, folder.resolve("disturbed"), null)) {
      while (training.hasNext()) {
        Thread.currentThread().interrupt();
        try {
          training.next();
        } catch (InterruptedException e) {
          training.next();
        } finally {
          Thread.interrupted();
        }
      }
    }
    assertEquals(metrics("whole"), metrics("disturbed"));
  }

  @Test
  void resume_withOtherData_isRefused() throws Exception {
    run("one", smoke());
    Path path = folder.resolve("one");
    InputException e =
        assertThrows(InputException.class, () -> Pretraining.resume(path, otherStore).close());
    assertTrue(e.getMessage().contains("begun with other data"), e.getMessage());
    Pretraining.resume(path, store).close(); // the refused attempt has let the folder go
  }

  @Test
  void resume_ofNoRun_isRefused() {
    assertThrows(
        InputException.class, () -> Pretraining.resume(folder.resolve("none"), store).close());
  }

  @Test
  void start_inTheFolderOfARun_isRefused() throws Exception {
    run("one", smoke());
    String before = metrics("one");
    assertThrows(InputException.class, () -> run("one", smoke()));
    assertEquals(before, metrics("one"));
  }

  @Test
  void start_withTooFewVideos_makesNothing() {
    PretrainConfig config =
        smoke().with("contrast.memorySize", 96).with("optimization.batchSize", 17);
    InputException e = assertThrows(InputException.class, () -> run("one", config));
    assertTrue(e.getMessage().contains("16 videos do not fill a batch of 17"), e.getMessage());
    assertTrue(Files.notExists(folder.resolve("one")));
  }

  @Test
  void run_ofAnotherProcess_isRefused() throws Exception {
    Path path = folder.resolve("one");
    List<String> command =
        ChildJvm.command(SecondProcess.class, path, store.folder().toAbsolutePath());
    try (Pretraining training = Pretraining.start(smoke(), store, path, null)) {
      training.next();
      training.save();
      assertThrows(InputException.class, () -> Pretraining.resume(path, store).close());
      ChildJvm.Result result = ChildJvm.run(command);
      assertTrue(result.output().contains("refused: " + path), result.output());
      allSteps(training);
    }
    ChildJvm.Result result = ChildJvm.run(command);
    assertTrue(result.output().contains("taken"), result.output());
  }

  /** Tries to go on with a run. */
  static final class SecondProcess {
    private SecondProcess() {}

    public static void main(String[] arguments) throws IOException {
      try (FrameStore frames = FrameStore.open(Path.of(arguments[1]));
          Pretraining training = Pretraining.resume(Path.of(arguments[0]), frames)) {
        System.out.println("taken at step " + training.stepsDone());
      } catch (InputException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
  }

  @Test
  void loss_thatIsNoNumber_stopsTheRunAndNamesTheVideos() throws Exception {
    PretrainConfig wild =
        smoke().with(Map.of("optimization.learningRate", 1e30, "optimization.warmup", 0));
    Path path = folder.resolve("wild");
    try (Pretraining training = Pretraining.start(wild, store, path, null)) {
      IOException e =
          assertThrows(
              IOException.class,
              () -> {
                while (training.hasNext()) {
                  training.next();
                }
              });
      assertTrue(e.getMessage().contains("of step "), e.getMessage());
      assertTrue(e.getMessage().matches(".*its videos: videos/.*\\.mp4.*"), e.getMessage());
      assertThrows(IllegalStateException.class, training::next);
      assertThrows(IllegalStateException.class, training::save);
    }
    assertFalse(Files.exists(path.resolve("checkpoints")), "a poisoned state was saved");
  }

  @Test
  void damagedFrame_stopsTheRunAndNamesTheVideo() throws Exception {
    Path copy = folder.resolve("copy");
    Files.createDirectory(copy);
    try (Stream<Path> files = Files.list(store.folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Path shard = copy.resolve("shard-00000.jpgs");
    Files.write(shard, new byte[(int) Files.size(shard)]);
    try (FrameStore damaged = FrameStore.open(copy);
        Pretraining training = Pretraining.start(smoke(), damaged, folder.resolve("run"), null)) {
      InputException e = assertThrows(InputException.class, training::next);
      assertTrue(e.getMessage().matches(".*frame \\d+ of videos/.*mp4.*"), e.getMessage());
    }
  }

  @Test
  void frames_trainOneHeadOnSingleFrames() throws Exception {
    List<Step> steps = run("moco", smoke().withTasks(Set.of(Task.FRAMES)));
    for (Step step : steps) {
      assertTrue(Double.isFinite(step.inter()), step.toString());
      assertTrue(Double.isNaN(step.intra()) && Double.isNaN(step.order()), step.toString());
    }
  }

  @Test
  void init_fromFrames_copiesTrunkAndItsHeadIntoAllThree() throws Exception {
    run("moco", smoke().withTasks(Set.of(Task.FRAMES)));
    Path path = folder.resolve("seco");
    try (Pretraining training = Pretraining.start(smoke(), store, path, folder.resolve("moco"));
        NDManager manager = NDManager.newBaseManager()) {
      NamedArrays start = PretrainedEncoder.read(folder.resolve("moco"), manager).arrays();
      assertStart(start, training.learner().online().arrays());
      assertStart(start, training.learner().slow().arrays());
    }
    // Stopped before its first step, the run still has its start.
    try (Pretraining training = Pretraining.resume(path, store);
        NDManager manager = NDManager.newBaseManager()) {
      assertEquals(0, training.stepsDone());
      assertStart(
          PretrainedEncoder.read(folder.resolve("moco"), manager).arrays(),
          training.learner().online().arrays());
      assertEquals(12, allSteps(training).size());
    }
  }

  private static void assertStart(NamedArrays start, NamedArrays arrays) {
    arrays.forEach(
        (name, array) -> {
          String source = name.replaceFirst("^fc_(intra|order)\\.", "fc_inter.");
          NDArray expected = start.get(source);
          assertArrayEquals(expected.toFloatArray(), array.toFloatArray(), name);
        });
  }

  @Test
  void init_fromAnotherNetwork_isRefusedAndMakesNothing() throws Exception {
    run("moco", smoke().withTasks(Set.of(Task.FRAMES)));
    PretrainConfig wider = smoke().with("encoder.trunk.width", 12);
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                Pretraining.start(wider, store, folder.resolve("seco"), folder.resolve("moco"))
                    .close());
    assertTrue(e.getMessage().contains("width=8"), e.getMessage());
    assertTrue(Files.notExists(folder.resolve("seco")));
    assertThrows(
        InputException.class,
        () ->
            Pretraining.start(smoke(), store, folder.resolve("seco"), folder.resolve("none"))
                .close());
    assertTrue(Files.notExists(folder.resolve("seco")));
  }
}
