package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import seco.InputException;
import seco.contrast.KeyBatches;
import seco.contrast.ReplicaStatistics;
import seco.dataset.SequenceBatch;
import seco.loss.Task;
import seco.model.PublishedNames;
import seco.tensor.NamedArrays;

/** Training steps in R virtual replicas against R devices that each have networks of their own. */
class LearnerReplicasTest {
  private static final double FORWARD = 1e-5;
  private static final double BACKWARD = 1e-3;
  private static final double RATE = 1e-3;
  private static final int ROWS = 16;
  private static final int PIXELS = 48; // the last maps are 2 x 2: parts of 4 rows average over 16

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

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
    assertClose("keys", Devices.doubles(keys), written, FORWARD);
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
    assertTrue(Devices.distance(Devices.doubles(first), memoryAfter(config, 1)) > 1e-3);
    PretrainConfig plain = config.with("contrast.replicas", 1);
    assertArrayEquals(memoryAfter(plain, 0), memoryAfter(plain, 1), "one replica has no shuffle");
  }

  private float[] memoryAfter(PretrainConfig config, long step) {
    try (Learner learner = Learner.create(manager, config)) {
      learner.step(step, batch(0, false), RATE);
      return learner.queue().rows().toFloatArray();
    }
  }

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

  private static PretrainConfig config(
      int count, KeyBatches keys, ReplicaStatistics statistics, boolean frames) {
    Set<Task> tasks =
        frames ? EnumSet.of(Task.FRAMES) : EnumSet.of(Task.INTER, Task.INTRA, Task.ORDER);
    return PretrainConfig.smoke()
        .withTasks(tasks)
        .with(
            Map.of(
                "contrast.replicas", count,
                "contrast.keys", keys,
                "contrast.statistics", statistics,
                "contrast.memorySize", 6 * ROWS,
                "optimization.batchSize", ROWS,
                "optimization.weightDecay", 0));
  }

  private SequenceBatch batch(long seed, boolean frames) {
    NDManager owner = manager.newSubManager();
    Random random = new Random(seed);
    NDArray query = images(owner, random);
    NDArray sameFrame = images(owner, random);
    float[] queryFirst = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      queryFirst[i] = random.nextInt(2);
    }
    return new SequenceBatch(
        query,
        sameFrame,
        frames ? null : images(owner, random),
        frames ? null : images(owner, random),
        owner.create(queryFirst));
  }

  /** Every row has another brightness, so that the parts of a batch have other statistics. */
  private static NDArray images(NDManager owner, Random random) {
    int pixels = 3 * PIXELS * PIXELS;
    float[] values = new float[ROWS * pixels];
    for (int row = 0; row < ROWS; row++) {
      double brightness = random.nextGaussian();
      for (int i = 0; i < pixels; i++) {
        values[row * pixels + i] = (float) (random.nextGaussian() + brightness);
      }
    }
    return owner.create(values, new Shape(ROWS, 3, PIXELS, PIXELS));
  }

  private static void assertClose(String name, double[] b, NDArray a, double tolerance) {
    assertClose(name, b, a.toFloatArray(), tolerance);
  }

  private static void assertClose(String name, double[] b, float[] a, double tolerance) {
    double distance = Devices.distance(b, a);
    assertTrue(distance <= tolerance, name + " differs by " + distance);
  }
}
