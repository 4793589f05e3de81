package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import seco.InputException;
import seco.checkpoint.DivergedException;
import seco.checkpoint.LoadReport;
import seco.model.DualVarEncoder;

class DualVarTrainingTest extends SmokeTraining {
  private static List<DualVarStep> rest(DualVarTraining training) throws Exception {
    List<DualVarStep> steps = new ArrayList<>();
    while (training.hasNext()) {
      steps.add(training.next());
    }
    return steps;
  }

  private Path whole(DualVarConfig config) throws Exception {
    Path run = folder.resolve("whole");
    try (DualVarTraining training = DualVarTraining.start(config, store, run, null)) {
      assertEquals(10, rest(training).size());
    }
    return run;
  }

  /** Stopped after three steps and again after six, the last time without a checkpoint. */
  @ParameterizedTest
  @EnumSource(DualVarFlavour.class)
  void resume_fromACheckpoint_isAsIfItHadNotStopped(DualVarFlavour flavour) throws Exception {
    DualVarConfig config = DualVarConfig.smoke(flavour);
    Path whole = whole(config);
    Path run = folder.resolve("stopped");
    try (DualVarTraining training = DualVarTraining.start(config, store, run, null)) {
      for (int i = 0; i < 3; i++) {
        training.next();
      }
      training.save();
    }
    try (DualVarTraining training = DualVarTraining.resume(run, store)) {
      assertEquals(3, training.stepsDone());
      training.next();
      training.next(); // lost
    }
    try (DualVarTraining training = DualVarTraining.resume(run, store)) {
      assertEquals(7, rest(training).size());
    }
    for (String file : List.of("metrics.csv", "checkpoints/step-00000010/arrays.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(run.resolve(file)), file);
    }
    assertEquals(
        PretrainedDualVar.steps(whole).stream().map(DualVarStep::total).toList(),
        PretrainedDualVar.steps(run).stream().map(DualVarStep::total).toList());
  }

  @Test
  void metrics_haveTheColumnsOfAllTerms() throws Exception {
    Path run = whole(DualVarConfig.smoke(DualVarFlavour.SIMCLR));
    String header = Files.readAllLines(run.resolve("metrics.csv")).get(0);
    assertTrue(
        List.of(header.split(","))
            .containsAll(
                List.of(
                    "clip",
                    "temporalCoherent",
                    "shuffleRank",
                    "shuffleRankTop1Swapped",
                    "shuffleRankTop1Identity")),
        header);
    List<DualVarStep> steps = PretrainedDualVar.steps(run);
    assertEquals(0.03, steps.get(5).rate(), 1e-9);
    assertEquals(0.003, steps.get(6).rate(), 1e-9, "the rate falls before step 6");
    assertEquals(0.0003, steps.get(9).rate(), 1e-9);
  }

  @ParameterizedTest
  @EnumSource(
      value = DualVarFlavour.class,
      names = {"ROTNET3D", "CLIP_ORDER"})
  void metricsOfAPretext_areItsLossAndItsRightAnswers(DualVarFlavour task) throws Exception {
    Path run = whole(DualVarConfig.smoke(task));
    String header = Files.readAllLines(run.resolve("metrics.csv")).get(0);
    assertEquals("step,rate,total,gradientNorm,pretextTop1", header);
    for (DualVarStep step : PretrainedDualVar.steps(run)) {
      assertTrue(step.total() > 0 && step.pretextTop1() >= 0, step.toString());
      assertTrue(Double.isNaN(step.clip()), step.toString());
    }
    try (DualVarTraining training = DualVarTraining.resume(run, store)) {
      assertThrows(IllegalStateException.class, training::learner);
    }
  }

  /** They are those of runs that were begun before there were pretext tasks. */
  @Test
  void metricsOfDualVar_haveNoColumnOfAPretext() throws Exception {
    Path run = whole(DualVarConfig.smoke(DualVarFlavour.SIMCLR));
    String header = Files.readAllLines(run.resolve("metrics.csv")).get(0);
    assertTrue(header.endsWith("gradientNorm,momentumDistance"), header);
  }

  @Test
  void read_aRun_givesItsNetwork() throws Exception {
    Path run = whole(DualVarConfig.smoke(DualVarFlavour.MOCO));
    try (NDManager manager = NDManager.newBaseManager()) {
      PretrainedDualVar read = PretrainedDualVar.read(run, manager);
      DualVarEncoder trained = read.network(manager);
      DualVarEncoder random = PretrainedDualVar.random(manager, read.config());
      assertEquals(
          new Shape(2, 32),
          trained.features(manager.zeros(new Shape(2, 3, 8, 32, 32)), false).getShape());
      assertFalse(
          java.util.Arrays.equals(
              trained.arrays().get("fc_clip.2.bias").toFloatArray(),
              random.arrays().get("fc_clip.2.bias").toFloatArray()));
    }
  }

  @Test
  void start_withTheNetworkOfARun_goesOnFromIt_alsoWhereItIsResumedAtOnce() throws Exception {
    Path first = whole(DualVarConfig.smoke(DualVarFlavour.SIMCLR));
    DualVarConfig config = DualVarConfig.smoke(DualVarFlavour.MOCO).with(Map.of("seed", 7L));
    Path run = folder.resolve("second");
    try (DualVarStart start = DualVarStart.read(first, config, LoadReport.Allowed.nothing());
        DualVarTraining training = DualVarTraining.start(config, store, run, start)) {
      assertTrue(start.summary().contains("DualVar run"), start.summary());
      assertEqualArrays(start.arrays(), training.learner().online().arrays());
      training.next(); // lost
    }
    Path file = first.resolve("checkpoints/step-00000010/arrays.safetensors");
    try (DualVarTraining training = DualVarTraining.resume(run, store);
        DualVarStart start = DualVarStart.read(file, config, LoadReport.Allowed.nothing())) {
      assertEquals(0, training.stepsDone());
      assertEqualArrays(start.arrays(), training.learner().online().arrays());
      training
          .learner()
          .state()
          .only(name -> name.startsWith("momentum.fc_clip."))
          .forEach(
              (name, array) ->
                  assertArrayEquals(
                      start.arrays().get(name.substring("momentum.".length())).toFloatArray(),
                      array.toFloatArray(),
                      name));
    }
    assertEquals(2, SeenVideos.of(run).parts().size());
    DualVarConfig wider = config.with(Map.of("trunk.width", 8));
    assertThrows(
        InputException.class, () -> DualVarStart.read(first, wider, LoadReport.Allowed.nothing()));
    assertThrows(
        InputException.class, () -> DualVarStart.read(file, wider, LoadReport.Allowed.nothing()));
  }

  @Test
  void next_lossThatIsNoNumber_namesTheVideosAndKeepsTheState() throws Exception {
    DualVarConfig config =
        DualVarConfig.smoke(DualVarFlavour.SIMCLR).with(Map.of("optimization.learningRate", 1e30));
    Path run = folder.resolve("diverged");
    try (DualVarTraining training = DualVarTraining.start(config, store, run, null)) {
      DivergedException e = assertThrows(DivergedException.class, () -> rest(training));
      assertTrue(e.getMessage().contains(".mp4"), e.getMessage());
      assertTrue(e.getMessage().contains("lower rate"), e.getMessage());
    }
    try (DualVarTraining training = DualVarTraining.resume(run, store)) {
      assertTrue(training.stepsDone() > 0);
    }
  }

  @Test
  void resume_otherDataOrAnotherKindOfRun_isRefused() throws Exception {
    Path run = folder.resolve("run");
    DualVarConfig config = DualVarConfig.smoke(DualVarFlavour.SIMCLR);
    try (DualVarTraining training = DualVarTraining.start(config, store, run, null)) {
      training.next();
      training.save();
    }
    assertThrows(InputException.class, () -> DualVarTraining.resume(run, otherStore));
    assertThrows(InputException.class, () -> DualVarTraining.start(config, store, run, null));
    assertThrows(InputException.class, () -> Pretraining.resume(run, store));
    Path seco = folder.resolve("seco");
    try (Pretraining training = Pretraining.start(smoke(), store, seco, null)) {
      training.next();
    }
    assertThrows(InputException.class, () -> DualVarTraining.resume(seco, store));
  }

  @Test
  void start_storeThatIsTooSmall_leavesNoFolder() throws IOException {
    DualVarConfig config =
        DualVarConfig.smoke(DualVarFlavour.SIMCLR).with(Map.of("optimization.batchSize", 17));
    Path run = folder.resolve("none");
    assertThrows(InputException.class, () -> DualVarTraining.start(config, store, run, null));
    assertFalse(Files.exists(run));
  }
}
