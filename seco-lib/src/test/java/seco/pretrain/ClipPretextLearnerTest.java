package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import seco.checkpoint.NotFiniteException;
import seco.tensor.NamedArrays;

/** Pretext tasks on random clips. */
final class ClipPretextLearnerTest {
  private static final int VIDEOS = 8;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Clips that a rotation and an exchange change: brighter to the right and from view to view. */
  private List<NDArray> batch(DualVarConfig config, long seed) {
    Random random = new Random(seed);
    List<NDArray> views = new ArrayList<>();
    for (int view = 0; view < config.viewsAVideo(); view++) {
      Shape shape = new Shape(VIDEOS, 3, 8, 32, 32);
      float[] values = new float[(int) shape.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (0.3 * random.nextGaussian() + i % 32 / 16.0 - 1 + view - 1);
      }
      views.add(manager.create(values, shape));
    }
    return views;
  }

  @ParameterizedTest
  @EnumSource(
      value = DualVarFlavour.class,
      names = {"ROTNET3D", "CLIP_ORDER"})
  void steps_bringTheLossFromAGuessToKnowledge(DualVarFlavour task) {
    DualVarConfig config = DualVarConfig.smoke(task);
    try (ClipTrainee learner = ClipTrainee.create(manager, config)) {
      List<NDArray> batch = batch(config, 4);
      DualVarStep first = learner.step(0, batch, 0.03);
      DualVarStep last = first;
      for (int step = 1; step < 60; step++) {
        last = learner.step(step, batch, 0.03);
      }
      assertEquals(
          Math.log(task == DualVarFlavour.ROTNET3D ? 4 : 6), first.total(), 0.7, "a guess");
      assertTrue(last.total() < first.total() / 2, first + " " + last);
      assertTrue(last.pretextTop1() > 0.8, last.toString());
      assertTrue(first.gradientNorm() > 0 && Double.isNaN(first.clip()));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DualVarFlavour.class,
      names = {"ROTNET3D", "CLIP_ORDER"})
  void step_trainsTrunkAndOwnHead_andLeavesNoArraysBehind(DualVarFlavour task) {
    DualVarConfig config = DualVarConfig.smoke(task);
    try (ClipTrainee learner = ClipTrainee.create(manager, config)) {
      NamedArrays before = learner.state().copy(manager);
      List<NDArray> batch = batch(config, 1);
      learner.step(0, batch, 0.03);
      TreeSet<String> same = new TreeSet<>();
      before.forEach(
          (name, array) -> {
            if (Arrays.equals(array.toFloatArray(), learner.state().get(name).toFloatArray())) {
              same.add(name.replaceAll("^sgd\\.", "").replaceAll("\\.[02]\\..*", ""));
            }
          });
      assertEquals("[encoder.fc_clip, encoder.fc_segments]", same.toString());
      long arrays = LiveResources.arrays(manager);
      learner.step(1, batch, 0.03);
      assertEquals(arrays, LiveResources.arrays(manager));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DualVarFlavour.class,
      names = {"ROTNET3D", "CLIP_ORDER"})
  void step_clipsThatAreNoNumbers_changeNothing(DualVarFlavour task) {
    DualVarConfig config = DualVarConfig.smoke(task);
    try (ClipTrainee learner = ClipTrainee.create(manager, config);
        ClipTrainee other = ClipTrainee.create(manager, config)) {
      List<NDArray> good = batch(config, 1);
      learner.step(0, good, 0.03);
      NamedArrays before = learner.state().copy(manager);
      List<NDArray> bad = good.stream().map(view -> view.mul(Float.NaN)).toList();
      assertThrows(NotFiniteException.class, () -> learner.step(1, bad, 0.03));
      before.forEach(
          (name, array) ->
              assertArrayEquals(
                  array.toFloatArray(), learner.state().get(name).toFloatArray(), name));
      other.restore(before, 0);
      assertEquals(other.step(1, good, 0.03), learner.step(1, good, 0.03), "goes on");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DualVarFlavour.class,
      names = {"ROTNET3D", "CLIP_ORDER"})
  void trainee_begins_withTheWeightsOfTheTrunk(DualVarFlavour task) {
    DualVarConfig config = DualVarConfig.smoke(task);
    try (ClipTrainee learner = ClipTrainee.create(manager, config);
        ClipTrainee other = ClipTrainee.create(manager, config.with(Map.of("seed", 9)))) {
      learner.begin(other.online().arrays());
      assertArrayEquals(
          other.online().arrays().get("conv1.temporal_spatial_conv.weight").toFloatArray(),
          learner.online().arrays().get("conv1.temporal_spatial_conv.weight").toFloatArray());
      assertFalse(
          Arrays.equals(
              other.state().get("pretext.fc.weight").toFloatArray(),
              learner.state().get("pretext.fc.weight").toFloatArray()));
    }
  }
}
