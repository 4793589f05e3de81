package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import seco.loss.Task;
import seco.tensor.NamedArrays;

/** The training at the smoke scale: what makes two runs equal, and where one starts. */
class PretrainingTest extends SmokeTraining {
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
}
