package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import seco.compile.Precision;
import seco.contrast.KeyBatches;
import seco.contrast.ReplicaStatistics;
import seco.dataset.SequenceBatch;
import seco.pretrain.ExecutionConfig.Network;
import seco.tensor.NamedArrays;

/** Steps of training with compiled networks: what they leave, and that they repeat themselves. */
class CompiledLearnerTest extends SmallReplicas {
  private static final int STEPS = 4; // the engine watches a function twice and then compiles it
  private static final int HALT = 3;
  private static final int LAST = 6;

  private static PretrainConfig compiled(
      Precision precision, int replicas, int devices, int accumulation, boolean recompute) {
    return config(replicas, KeyBatches.SEPARATE, ReplicaStatistics.FIRST, false)
        .with(
            Map.of(
                "execution.network", Network.COMPILED,
                "execution.precision", precision,
                "execution.devices", devices,
                "execution.accumulation", accumulation,
                "execution.recompute", recompute));
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 1, 1, 1, false",
    "FLOAT32, 2, 1, 2, true",
    "FLOAT32, 2, 2, 1, false",
    "BF16, 1, 1, 1, true",
    "BF16, 2, 1, 2, false",
    "BF16, 2, 2, 1, true",
  })
  void step_repeated_leavesNothingBehind(
      Precision precision, int replicas, int devices, int accumulation, boolean recompute) {
    PretrainConfig config = compiled(precision, replicas, devices, accumulation, recompute);
    try (Learner learner = Learner.create(manager, config)) {
      long[] arrays = new long[STEPS];
      long[] managers = new long[STEPS];
      for (int i = 0; i < STEPS; i++) {
        SequenceBatch batch = batch(i, false);
        learner.step(i, batch, RATE);
        batch.query().getManager().close();
        arrays[i] = LiveResources.arrays(manager);
        managers[i] = LiveResources.managers(manager);
      }
      for (int i = 1; i < STEPS; i++) {
        assertEquals(arrays[0], arrays[i], "arrays after step " + i);
        assertEquals(managers[0], managers[i], "managers after step " + i);
      }
    }
    assertEquals(0, LiveResources.arrays(manager));
    assertEquals(0, LiveResources.managers(manager));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void steps_onceMore_areTheSameBitForBit(Precision precision) {
    PretrainConfig config = compiled(precision, 2, 1, 1, false);
    NamedArrays once = stateAfterSteps(config, false);
    assertSame(once, stateAfterSteps(config, false));
    assertSame(once, stateAfterSteps(config, true));
  }

  /** A learner that goes on has new functions, as one in a resumed process has. */
  private NamedArrays stateAfterSteps(PretrainConfig config, boolean halted) {
    if (!halted) {
      return stateAfterSteps(config, null, 0, 0, LAST);
    }
    NamedArrays half = stateAfterSteps(config, null, 0, 0, HALT);
    int position = HALT * 3 * ROWS % config.contrast().memorySize();
    return stateAfterSteps(config, half, position, HALT, LAST);
  }

  private NamedArrays stateAfterSteps(
      PretrainConfig config, @Nullable NamedArrays begin, int position, int from, int to) {
    try (Learner learner = Learner.create(manager, config)) {
      if (begin != null) {
        learner.restore(begin, position);
      }
      for (int step = from; step < to; step++) {
        SequenceBatch batch = batch(step, false);
        learner.step(step, batch, RATE);
        batch.query().getManager().close();
      }
      return learner.state().copy(manager);
    }
  }

  @ParameterizedTest
  @EnumSource(Network.class)
  void step_keysThatAreNoNumbers_leavesNothingToTheNext(Network network) {
    PretrainConfig config =
        compiled(Precision.FLOAT32, 2, 1, 1, false).with("execution.network", network);
    SequenceBatch good = batch(0, false);
    NDArray nan = good.later().div(good.later().zerosLike());
    SequenceBatch bad =
        new SequenceBatch(good.query(), good.sameFrame(), good.earlier(), nan, good.queryFirst());
    try (Learner learner = Learner.create(manager, config);
        Learner fresh = Learner.create(manager, config)) {
      assertThrows(ArithmeticException.class, () -> learner.step(0, bad, RATE));
      assertEquals(fresh.step(0, good, RATE), learner.step(0, good, RATE));
      assertSame(fresh.state(), learner.state());
    }
  }

  private static void assertSame(NamedArrays expected, NamedArrays actual) {
    Map<String, float[]> values = new HashMap<>();
    actual.forEach((name, array) -> values.put(name, array.toFloatArray()));
    expected.forEach(
        (name, array) -> assertArrayEquals(array.toFloatArray(), values.get(name), name));
  }
}
