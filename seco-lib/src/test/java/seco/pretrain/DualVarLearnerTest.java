package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import seco.dataset.ClipTensors;
import seco.tensor.NamedArrays;

class DualVarLearnerTest {
  private static final int VIDEOS = 8;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private ClipTensors batch(long seed) {
    return new ClipTensors(clips(seed), clips(seed + 1), clips(seed + 2));
  }

  private NDArray clips(long seed) {
    Random random = new Random(seed);
    Shape shape = new Shape(VIDEOS, 3, 8, 32, 32);
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, shape);
  }

  @ParameterizedTest
  @EnumSource(
      value = DualVarFlavour.class,
      names = {"SIMCLR", "MOCO"})
  void step_onTheSameClips_bringsTheLossDown(DualVarFlavour flavour) {
    DualVarConfig config = DualVarConfig.smoke(flavour).with(Map.of("contrast.order", "DERANGED"));
    try (DualVarLearner learner = new DualVarLearner(manager, config)) {
      ClipTensors batch = batch(1);
      DualVarStep first = learner.step(0, batch, 0.02);
      DualVarStep last = first;
      for (int i = 1; i < 25; i++) {
        last = learner.step(i, batch, 0.02);
      }
      assertTrue(last.shuffleRank() < first.shuffleRank(), first + " " + last);
      assertTrue(
          last.shuffleRankTop1Swapped() > first.shuffleRankTop1Swapped(), first + " " + last);
      if (flavour == DualVarFlavour.SIMCLR) { // the memory is another with every step
        assertTrue(last.total() < 0.8 * first.total(), first + " " + last);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DualVarFlavour.class,
      names = {"SIMCLR", "MOCO"})
  void step_restored_goesOnAsIfItHadNotStopped(DualVarFlavour flavour) {
    DualVarConfig config = DualVarConfig.smoke(flavour);
    try (DualVarLearner learner = new DualVarLearner(manager, config);
        DualVarLearner other = new DualVarLearner(manager, config.with(Map.of("seed", 1L)))) {
      learner.step(0, batch(1), 0.03);
      NamedArrays saved = learner.state().copy(manager);
      int position = (int) learner.memoryPosition();
      other.step(0, batch(5), 0.03); // something else
      other.restore(saved, position);
      assertEquals(learner.step(1, batch(9), 0.03), other.step(1, batch(9), 0.03));
      learner
          .state()
          .forEach(
              (name, array) ->
                  assertArrayEquals(
                      array.toFloatArray(), other.state().get(name).toFloatArray(), name));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DualVarFlavour.class,
      names = {"SIMCLR", "MOCO"})
  void step_clipsThatAreNoNumbers_changeNothing(DualVarFlavour flavour) {
    try (DualVarLearner learner = new DualVarLearner(manager, DualVarConfig.smoke(flavour))) {
      learner.step(0, batch(1), 0.03);
      NamedArrays before = learner.state().copy(manager);
      ClipTensors good = batch(4);
      ClipTensors bad = new ClipTensors(good.first().mul(Float.NaN), good.second(), good.third());
      assertThrows(ArithmeticException.class, () -> learner.step(1, bad, 0.03));
      before.forEach(
          (name, array) ->
              assertArrayEquals(
                  array.toFloatArray(), learner.state().get(name).toFloatArray(), name));
      assertTrue(Double.isFinite(learner.step(1, good, 0.03).total()));
    }
  }

  /** On a network that does not mix time, whose segments are embedded apart. */
  @ParameterizedTest
  @EnumSource(
      value = DualVarFlavour.class,
      names = {"SIMCLR", "MOCO"})
  void step_ofFrames_learnsToRankSegments(DualVarFlavour flavour) {
    DualVarConfig config =
        DualVarConfig.smoke(flavour)
            .with(Map.of("contrast.order", "DERANGED", "trunk.kind", "FRAMES"));
    try (DualVarLearner learner = new DualVarLearner(manager, config)) {
      ClipTensors batch = batch(1);
      DualVarStep first = learner.step(0, batch, 0.02);
      DualVarStep last = first;
      for (int i = 1; i < 25; i++) {
        last = learner.step(i, batch, 0.02);
      }
      assertTrue(last.shuffleRank() < first.shuffleRank(), first + " " + last);
      assertTrue(last.temporalCoherent() > 0 && last.gradientNorm() > 0, last.toString());
    }
  }

  @Test
  void step_moCo_writesKeysAndLeavesTheSlowEncoderBehind() {
    DualVarConfig config = DualVarConfig.smoke(DualVarFlavour.MOCO);
    try (DualVarLearner learner = new DualVarLearner(manager, config)) {
      float[] before = learner.state().get("memory.clips").toFloatArray();
      DualVarStep step = learner.step(0, batch(1), 0.03);
      float[] after = learner.state().get("memory.clips").toFloatArray();
      int written = VIDEOS * 128;
      for (int i = written; i < after.length; i++) {
        assertEquals(before[i], after[i], "older rows stay");
      }
      assertFalse(before[0] == after[0]);
      assertEquals(1, norm(after, 0, 128), 1e-5, "keys are unit vectors");
      float[] segments = learner.state().get("memory.segments").toFloatArray();
      assertTrue(norm(segments, 0, 64) <= 1 + 1e-5, "means of unit vectors");
      assertEquals(VIDEOS, learner.memoryPosition());
      assertTrue(step.momentumDistance() > 0);
    }
  }

  private static double norm(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i] * values[i];
    }
    return Math.sqrt(sum);
  }

  /** With one clip thrice and no shuffle, view 3 as it was and "shuffled" are the same. */
  @Test
  void step_numbers_areOfTheShuffleThatWasDrawn() {
    DualVarConfig deranged =
        DualVarConfig.smoke(DualVarFlavour.SIMCLR).with(Map.of("contrast.order", "DERANGED"));
    try (DualVarLearner learner = new DualVarLearner(manager, deranged)) {
      DualVarStep step = learner.step(0, batch(1), 0.03);
      assertEquals(1, step.swapped());
      assertTrue(Double.isNaN(step.shuffleRankTop1Identity()));
      assertTrue(Double.isNaN(step.momentumDistance()));
    }
    DualVarConfig any = DualVarConfig.smoke(DualVarFlavour.SIMCLR);
    try (DualVarLearner learner = new DualVarLearner(manager, any)) {
      DualVarStep step = learner.step(3, batch(1), 0.03);
      assertTrue(step.swapped() > 0 && step.swapped() < 1, step.toString());
      assertTrue(step.shuffleRankTop1Identity() >= 0 && step.shuffleRankTop1Swapped() >= 0);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DualVarFlavour.class,
      names = {"SIMCLR", "MOCO"})
  void step_withoutShuffleRank_hasTwoClipsOfAVideo(DualVarFlavour flavour) {
    DualVarConfig config =
        DualVarConfig.smoke(flavour).with(Map.of("contrast.weights.shuffleRank", 0.0));
    try (DualVarLearner learner = new DualVarLearner(manager, config)) {
      ClipTensors clips = batch(1);
      ClipTensors noThird =
          new ClipTensors(clips.first(), clips.second(), clips.third().mul(Float.NaN));
      DualVarStep step = learner.step(0, noThird, 0.03);
      assertTrue(Double.isFinite(step.total()) && step.gradientNorm() > 0, step.toString());
      assertTrue(Double.isNaN(step.shuffleRank()) && Double.isNaN(step.swapped()));
      learner.state().forEach((name, array) -> assertFalse(array.isNaN().any().getBoolean(), name));
    }
  }

  @Test
  void step_manySteps_leaveNoArraysBehind() {
    DualVarConfig config = DualVarConfig.smoke(DualVarFlavour.MOCO);
    try (DualVarLearner learner = new DualVarLearner(manager, config)) {
      ClipTensors batch = batch(1);
      learner.step(0, batch, 0.03);
      long before = LiveResources.arrays(manager);
      for (int i = 1; i < 4; i++) {
        learner.step(i, batch, 0.03);
      }
      assertEquals(before, LiveResources.arrays(manager));
    }
  }
}
