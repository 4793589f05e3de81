package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static seco.pretrain.Closeness.assertClose;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.contrast.KeyBatches;
import seco.contrast.ReplicaStatistics;
import seco.dataset.SequenceBatch;
import seco.model.PublishedNames;
import seco.tensor.NamedArrays;

/** Training steps in R virtual replicas against R devices that each have networks of their own. */
class LearnerReplicasTest extends SmallReplicas {
  private static final double FORWARD = 1e-5;
  private static final double BACKWARD = 1e-3;

  @ParameterizedTest
  @CsvSource({
    "2, SEPARATE, FIRST, false, 1, 1, false",
    "4, SEPARATE, MEAN, false, 1, 1, false",
    "2, JOINT, MEAN, false, 1, 1, false",
    "4, JOINT, FIRST, false, 1, 1, false",
    "4, SEPARATE, FIRST, true, 1, 1, false",
    "4, SEPARATE, FIRST, false, 1, 4, false", // one replica after the other
    "4, SEPARATE, MEAN, false, 1, 2, true",
    "4, SEPARATE, FIRST, false, 4, 1, false", // each replica on a device of its own
    "4, SEPARATE, MEAN, false, 2, 1, false",
    "4, JOINT, MEAN, false, 2, 2, true",
    "4, SEPARATE, FIRST, true, 2, 2, true",
  })
  void step_replicas_equalDevicesWithGatheredKeys(
      int count,
      KeyBatches keys,
      ReplicaStatistics statistics,
      boolean frames,
      int devices,
      int accumulation,
      boolean recompute) {
    PretrainConfig config =
        config(count, keys, statistics, frames)
            .with(
                Map.of(
                    "execution.devices", devices,
                    "execution.accumulation", accumulation,
                    "execution.recompute", recompute));
    check(config, frames);
  }

  private void check(PretrainConfig config, boolean frames) {
    ReplicaStatistics statistics = config.contrast().statistics();
    try (Learner learner = Learner.create(manager, config);
        Devices separate = new Devices(manager, config, learner)) {
      for (int step = 0; step < 2; step++) { // the second begins with the first's statistics
        SequenceBatch batch = batch(step, frames);
        double total = separate.step(step, batch, learner.queue());
        Step actual = learner.step(step, batch, RATE);
        assertEquals(total, actual.total(), FORWARD * total);
        assertEquals(
            separate.gradientNorm(), actual.gradientNorm(), BACKWARD * separate.gradientNorm());
        if (step == 0) { // nothing decays, and the buffers were empty
          Map<String, double[]> gradients = separate.gradients();
          gradients.forEach(
              (name, g) -> assertClose(name, g, learner.state().get("sgd." + name), BACKWARD));
        }
        assertMemory(separate, learner, frames ? ROWS : 3 * ROWS, step);
        assertStatistics(separate.onlineStatistics(statistics), learner.online().arrays());
        assertStatistics(separate.keyStatistics(statistics), learner.slow().arrays());
        separate.takeWeights(learner);
      }
    }
  }

  private static void assertMemory(Devices devices, Learner learner, int rows, int step) {
    float[] memory = learner.queue().rows().toFloatArray();
    float[] keys = devices.gatheredKeys();
    assertEquals(rows * 128, keys.length);
    float[] written = new float[keys.length];
    System.arraycopy(memory, step * keys.length, written, 0, keys.length);
    assertClose("keys", Closeness.doubles(keys), written, FORWARD);
  }

  private static void assertStatistics(Map<String, double[]> expected, NamedArrays actual) {
    assertEquals(actual.only(PublishedNames::isStatistic).names(), expected.keySet());
    expected.forEach((name, values) -> assertClose(name, values, actual.get(name), FORWARD));
  }

  @Test
  void step_otherStepNumber_shufflesOtherwise() {
    PretrainConfig config = config(4, KeyBatches.SEPARATE, ReplicaStatistics.FIRST, false);
    float[] first = memoryAfter(config, 0);
    assertArrayEquals(first, memoryAfter(config, 0));
    assertTrue(Closeness.distance(Closeness.doubles(first), memoryAfter(config, 1)) > 1e-3);
    PretrainConfig plain = config.with("contrast.replicas", 1);
    assertArrayEquals(memoryAfter(plain, 0), memoryAfter(plain, 1), "one replica has no shuffle");
  }

  private float[] memoryAfter(PretrainConfig config, long step) {
    try (Learner learner = Learner.create(manager, config)) {
      learner.step(step, batch(0, false), RATE);
      return learner.queue().rows().toFloatArray();
    }
  }
}
