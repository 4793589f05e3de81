package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import seco.checkpoint.Checkpoints;
import seco.compile.Precision;
import seco.loss.Task;

/** The tasks that SeCo is compared with, trained as SeCo is. */
class BaselineTrainingTest extends SmokeTraining {
  @ParameterizedTest
  @EnumSource(names = {"VINCE", "SUPERVISED", "SHUFFLE", "OPN", "ROTNET"})
  void run_interruptedAndResumed_equalsOneThatWasNot(Task task) throws Exception {
    run("moco", smoke().withTasks(EnumSet.of(Task.FRAMES)));
    PretrainConfig config = smoke().withTasks(EnumSet.of(task));
    List<Step> steps = whole("whole", config);
    Path path = folder.resolve("parts");
    try (Pretraining training = Pretraining.start(config, store, path, folder.resolve("moco"))) {
      if (!task.isContrast()) {
        assertThrows(IllegalStateException.class, training::learner);
      }
      for (int i = 0; i < 5; i++) {
        training.next();
      }
      training.save();
      training.next(); // lost with the process
    }
    finish(Pretraining.resume(path, store));
    assertEquals(metrics("whole"), metrics("parts"));
    assertEquals(checkpoint("whole"), checkpoint("parts"), "every array");

    assertEquals(12, steps.size());
    for (Step step : steps) {
      double right = task.isContrast() ? step.interTop1() : step.pretextTop1();
      assertTrue(right >= 0 && right <= 1, task + " " + right);
      assertEquals(task.isContrast(), Double.isNaN(step.pretextTop1()));
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      PretrainedEncoder trained = PretrainedEncoder.read(path, manager);
      assertEquals(trained.network(manager).arrays().names(), trained.arrays().names());
    }
  }

  private List<Step> whole(String name, PretrainConfig config) throws Exception {
    return finish(Pretraining.start(config, store, folder.resolve(name), folder.resolve("moco")));
  }

  @ParameterizedTest
  @EnumSource(names = {"VINCE", "SUPERVISED", "SHUFFLE", "OPN", "ROTNET"})
  void run_compiledInParts_learnsAsTheBlocks(Task task) throws Exception {
    PretrainConfig blocks = smoke().withTasks(EnumSet.of(task)).with("contrast.replicas", 2);
    PretrainConfig compiled =
        blocks.with(
            Map.of(
                "execution.network", ExecutionConfig.Network.COMPILED,
                "execution.precision", Precision.FLOAT32,
                "execution.accumulation", 2));
    List<Step> expected = run("blocks", blocks);
    List<Step> actual = run("compiled", compiled);
    assertEquals(expected.get(0).total(), actual.get(0).total(), 1e-4);
    assertEquals(expected.get(1).total(), actual.get(1).total(), 1e-2);
  }

  @ParameterizedTest
  @EnumSource(names = {"VINCE"})
  void run_onTwoDevices_learnsAsOnOne(Task task) throws Exception {
    PretrainConfig one = smoke().withTasks(EnumSet.of(task)).with("contrast.replicas", 2);
    List<Step> expected = run("one", one);
    List<Step> actual = run("two", one.with("execution.devices", 2));
    assertEquals(expected.get(0).total(), actual.get(0).total(), 1e-5);
    assertEquals(expected.get(1).total(), actual.get(1).total(), 1e-3);
  }

  private String checkpoint(String run) throws IOException {
    return new Checkpoints(folder.resolve(run).resolve("checkpoints"))
        .newest()
        .orElseThrow()
        .state()
        .arraysSha256();
  }
}
