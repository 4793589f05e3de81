package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.InputException;
import seco.contrast.KeyBatches;
import seco.contrast.ReplicaStatistics;
import seco.dataset.SequenceBatch;
import seco.tensor.NamedArrays;

/** Steps in replicas whose batch is cut into parts, spread over devices or computed again. */
class LearnerPartsTest extends SmallReplicas {
  @Test
  void step_repeatedInReplicas_leavesNoArrayBehind() {
    PretrainConfig config = config(2, KeyBatches.JOINT, ReplicaStatistics.MEAN, false);
    try (Learner learner = Learner.create(manager, config)) {
      int[] counts = new int[3];
      for (int i = 0; i < 3; i++) {
        SequenceBatch batch = batch(i, false);
        learner.step(i, batch, RATE);
        batch.query().getManager().close();
        counts[i] = manager.getManagedArrays().size();
      }
      assertEquals(counts[0], counts[1]);
      assertEquals(counts[1], counts[2]);
    }
  }

  @Test
  void step_thatFailsOnADevice_leavesNothingToTheNext() {
    PretrainConfig config =
        config(4, KeyBatches.SEPARATE, ReplicaStatistics.FIRST, false).with("execution.devices", 2);
    try (Learner learner = Learner.create(manager, config)) {
      SequenceBatch good = batch(0, false);
      NDArray smaller = good.query().get("8:,:,:,:"); // the second device finds no rows
      SequenceBatch bad =
          new SequenceBatch(
              good.query(), good.sameFrame(), good.earlier(), smaller, good.queryFirst());
      assertThrows(RuntimeException.class, () -> learner.step(0, bad, RATE));
      Step after = learner.step(0, good, RATE);
      try (Learner fresh = Learner.create(manager, config)) {
        assertEquals(fresh.step(0, good, RATE), after);
      }
    }
  }

  @Test
  void step_inParts_hasTheHealthOfTheWhole() {
    PretrainConfig config = config(4, KeyBatches.SEPARATE, ReplicaStatistics.FIRST, false);
    Health whole = health(config);
    Health parts = health(config.with("execution.accumulation", 4));
    Health devices = health(config.with("execution.devices", 2));
    for (Health other : List.of(parts, devices)) {
      assertEquals(whole.alignment(), other.alignment(), 1e-5);
      assertEquals(whole.uniformity(), other.uniformity(), 1e-5);
      assertEquals(whole.effectiveRank(), other.effectiveRank(), 1e-3);
      assertEquals(whole.interGradient(), other.interGradient(), 1e-4);
      assertEquals(whole.orderGradient(), other.orderGradient(), 1e-4);
    }
  }

  private Health health(PretrainConfig config) {
    try (Learner learner = Learner.create(manager, config)) {
      return learner.step(0, batch(0, false), RATE).health();
    }
  }

  @Test
  void step_recomputed_isTheSameBitForBit() {
    PretrainConfig config = config(2, KeyBatches.SEPARATE, ReplicaStatistics.FIRST, false);
    NamedArrays kept = stateAfterTwoSteps(config);
    NamedArrays recomputed = stateAfterTwoSteps(config.with("execution.recompute", true));
    assertEquals(kept.names(), recomputed.names());
    kept.forEach(
        (name, array) ->
            assertArrayEquals(array.toFloatArray(), recomputed.get(name).toFloatArray(), name));
  }

  private NamedArrays stateAfterTwoSteps(PretrainConfig config) {
    try (Learner learner = Learner.create(manager, config)) {
      learner.step(0, batch(0, false), RATE);
      learner.step(1, batch(1, false), RATE);
      return learner.state().copy(manager);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "1, 3", "2, 4"})
  void settings_partsOfBrokenReplicas_areRefused(int devices, int accumulation) {
    PretrainConfig config = config(4, KeyBatches.SEPARATE, ReplicaStatistics.FIRST, false);
    Map<String, Integer> changes =
        Map.of("execution.devices", devices, "execution.accumulation", accumulation);
    String message = assertThrows(InputException.class, () -> config.with(changes)).getMessage();
    assertTrue(message.contains("replicas 4"), message);
    assertTrue(message.contains(devices + " devices x " + accumulation), message);
  }
}
