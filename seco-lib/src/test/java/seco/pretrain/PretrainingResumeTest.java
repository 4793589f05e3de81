package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import seco.ChildJvm;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.compile.Precision;
import seco.contrast.KeyBatches;
import seco.video.FrameStore;

/** A run that goes on after it was interrupted, and one that may not. */
class PretrainingResumeTest extends SmokeTraining {
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
  void run_begunBeforeItsListWasNoted_goesOn() throws Exception {
    Path path = folder.resolve("before");
    try (Pretraining training = Pretraining.start(smoke(), store, path, null)) {
      training.next();
      training.save();
    }
    Path provenance = path.resolve("provenance.json");
    String text = Files.readString(provenance);
    String before = text.replaceAll(",\\s*\"list\": \"" + store.listSha256() + "\"", "");
    assertNotEquals(text, before);
    Files.writeString(provenance, before);
    try (Pretraining training = Pretraining.resume(path, store)) {
      assertEquals(1, training.stepsDone());
      training.next();
    }
  }

  @Test
  void run_inReplicasInterruptedAndResumed_equalsOneThatWasNot() throws Exception {
    for (String kept : List.of("FIRST", "MEAN")) {
      PretrainConfig config =
          smoke().with(Map.of("contrast.replicas", 2, "contrast.statistics", kept));
      run("whole" + kept, config);
      Path path = folder.resolve("parts" + kept);
      try (Pretraining training = Pretraining.start(config, store, path, null)) {
        for (int i = 0; i < 5; i++) {
          training.next();
        }
        training.save();
        training.next(); // lost with the process
      }
      finish(Pretraining.resume(path, store));
      assertEquals(metrics("whole" + kept), metrics("parts" + kept));
      assertEquals(checkpoint("whole" + kept), checkpoint("parts" + kept), "every array");
    }
    assertNotEquals(metrics("wholeFIRST"), metricsOfOneReplica());
    assertNotEquals(checkpoint("wholeFIRST"), checkpoint("wholeMEAN"));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void run_compiledInterruptedAndResumed_equalsOneThatWasNot(Precision precision) throws Exception {
    PretrainConfig config =
        smoke()
            .with(
                Map.of(
                    "execution.network",
                    ExecutionConfig.Network.COMPILED,
                    "execution.precision",
                    precision,
                    "execution.accumulation",
                    2,
                    "contrast.replicas",
                    2,
                    "contrast.keys",
                    KeyBatches.SEPARATE));
    run("whole", config);
    Path path = folder.resolve("parts");
    try (Pretraining training = Pretraining.start(config, store, path, null)) {
      for (int i = 0; i < 5; i++) {
        training.next();
      }
      training.save();
      training.next(); // lost with the process
    }
    finish(Pretraining.resume(path, store));
    assertEquals(metrics("whole"), metrics("parts"));
    assertEquals(checkpoint("whole"), checkpoint("parts"), "every array");
  }

  @Test
  void run_colouredOnTheDeviceInterruptedAndResumed_equalsOneThatWasNot() throws Exception {
    PretrainConfig config = smoke().with("execution.colour", "DEVICE");
    run("whole", config);
    run("loaders", smoke());
    Path path = folder.resolve("parts");
    try (Pretraining training = Pretraining.start(config, store, path, null)) {
      for (int i = 0; i < 5; i++) {
        training.next();
      }
      training.save();
      training.next(); // lost with the process
    }
    finish(Pretraining.resume(path, store));
    assertEquals(metrics("whole"), metrics("parts"));
    assertEquals(checkpoint("whole"), checkpoint("parts"), "every array");
    assertNotEquals(checkpoint("whole"), checkpoint("loaders"));
  }

  private String metricsOfOneReplica() throws Exception {
    run("plain", smoke());
    return metrics("plain");
  }

  private String checkpoint(String run) throws IOException {
    return new Checkpoints(folder.resolve(run).resolve("checkpoints"))
        .newest()
        .orElseThrow()
        .state()
        .arraysSha256();
  }

  @Test
  void run_ofBeforeTheReplicas_goesOnInOne() throws Exception {
    run("whole", smoke());
    Path path = folder.resolve("old");
    try (Pretraining training = Pretraining.start(smoke(), store, path, null)) {
      training.next();
      training.save();
    }
    Path file = path.resolve("config.json");
    Files.writeString(file, PretrainConfigTest.withoutReplicas(Files.readString(file)));
    finish(Pretraining.resume(path, store));
    assertEquals(checkpoint("whole"), checkpoint("old"));
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
}
