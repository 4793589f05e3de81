package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import seco.dataset.SequenceBatch;
import seco.loss.Task;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;

class LearnerTest {
  private static final PretrainConfig SMOKE = PretrainConfig.smoke();

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void step_interAlone_leavesTheOtherHeadsAsTheyAre() {
    try (Learner learner = Learner.create(manager, SMOKE.withTasks(EnumSet.of(Task.INTER)))) {
      Map<String, float[]> before = values(learner.online().arrays());
      Step step = learner.step(0, batch(1), 0.1);
      assertEquals(step.inter(), step.total(), "the others are only watched");
      assertTrue(step.intra() > 0 && step.order() > 0);
      Map<String, float[]> after = values(learner.online().arrays());
      before.forEach(
          (name, values) -> {
            boolean used = !name.startsWith("fc_intra") && !name.startsWith("fc_order");
            assertEquals(used, !Arrays.equals(values, after.get(name)), name);
          });
    }
  }

  @Test
  void step_sequences_enqueueThreeKeysAVideo() {
    try (Learner learner = Learner.create(manager, SMOKE)) {
      float[] memory = learner.queue().rows().toFloatArray(); // (48, 128)
      learner.step(0, batch(1), 0.1);
      assertEquals(24, learner.queue().position());
      float[] after = learner.queue().rows().toFloatArray();
      for (int row = 0; row < 48; row++) {
        boolean same =
            Arrays.equals(memory, 128 * row, 128 * row + 128, after, 128 * row, 128 * row + 128);
        assertEquals(row >= 24, same, "row " + row);
      }
      learner.step(1, batch(2), 0.1);
      assertEquals(0, learner.queue().position());
    }
  }

  @Test
  void step_frames_enqueueOneKeyAVideo() {
    try (Learner learner = Learner.create(manager, SMOKE.withTasks(EnumSet.of(Task.FRAMES)))) {
      SequenceBatch all = batch(1);
      SequenceBatch frames =
          new SequenceBatch(all.query(), all.sameFrame(), null, null, all.queryFirst());
      Step step = learner.step(0, frames, 0.1);
      assertEquals(8, learner.queue().position());
      assertEquals(step.inter(), step.total());
      assertTrue(Double.isNaN(step.intra()) && Double.isNaN(step.orderTop1()));
    }
  }

  @Test
  void step_gradientShares_areOfTheTrainedTasks() {
    try (Learner learner = Learner.create(manager, SMOKE)) {
      Health all = learner.step(0, batch(1), 0.1).health();
      assertEquals(1, all.interGradient() + all.intraGradient() + all.orderGradient(), 1e-12);
      assertTrue(all.interGradient() > 0 && all.intraGradient() > 0 && all.orderGradient() > 0);
    }
    try (Learner learner =
        Learner.create(manager, SMOKE.withTasks(EnumSet.of(Task.INTER, Task.ORDER)))) {
      Health two = learner.step(0, batch(1), 0.1).health();
      assertEquals(1, two.interGradient() + two.orderGradient(), 1e-12);
      assertTrue(Double.isNaN(two.intraGradient()));
    }
  }

  @Test
  void taskGradients_sumAndSquares_areOfTheLeavesThatHaveOne() {
    NDArray x = manager.create(new float[][] {{3, 4}});
    NDArray inter = Gradients.leaf(x);
    NDArray intra = Gradients.leaf(x);
    NDArray order = Gradients.leaf(x);
    NDArray y = Gradients.recorded(() -> inter.add(order.mul(order)));
    Gradients.backward(y, manager.ones(y.getShape())); // (1, 1) by inter, (6, 8) by order
    TaskGradients gradients = TaskGradients.of(inter, intra, order);
    assertArrayEquals(new float[] {7, 9}, gradients.sum().toFloatArray());
    double[] squares = gradients.squares();
    assertEquals(2, squares[0], 1e-6);
    assertTrue(Double.isNaN(squares[1]));
    assertEquals(100, squares[2], 1e-4);
  }

  @Test
  void step_health_isThatOfItsQueriesKeysMemoryAndWeights() {
    try (Learner learner = Learner.create(manager, SMOKE)) {
      Health first = learner.step(0, batch(1), 0.1).health();
      assertTrue(first.alignment() >= 0 && first.alignment() <= 4, first.toString());
      assertTrue(first.uniformity() <= 0 && first.uniformity() >= -8, first.toString());
      assertTrue(first.effectiveRank() >= 1 && first.effectiveRank() <= 8, first.toString());
      assertEquals(0, first.memoryAge());
      assertTrue(first.momentumDistance() > 0 && first.momentumDistance() < 1, first.toString());
      learner.step(1, batch(2), 0.1);
      Health third = learner.step(2, batch(3), 0.1).health();
      assertEquals(1.5, third.memoryAge(), "24 of 48 rows are 1 step old, 24 are 2");
      assertTrue(third.momentumDistance() > first.momentumDistance(), third.toString());
    }
  }

  @Test
  void step_oneImageForAll_isACollapse() {
    try (Learner learner = Learner.create(manager, SMOKE)) {
      NDArray image = images(manager, new Random(1)).get("0:1");
      NDArray same = image.repeat(0, 8);
      NDArray first = manager.create(new float[] {1, 0, 1, 0, 1, 1, 0, 0});
      Health health =
          learner.step(0, new SequenceBatch(same, same, same, same, first), 0.1).health();
      assertEquals(1, health.effectiveRank(), 0.01);
      assertEquals(0, health.uniformity(), 1e-4);
      assertEquals(0, health.alignment(), 1e-4);
    }
  }

  @Test
  void step_frames_healthCountsOneKeyAVideo() {
    try (Learner learner = Learner.create(manager, SMOKE.withTasks(EnumSet.of(Task.FRAMES)))) {
      for (int step = 0; step < 3; step++) {
        SequenceBatch all = batch(step);
        SequenceBatch frames =
            new SequenceBatch(all.query(), all.sameFrame(), null, null, all.queryFirst());
        Health health = learner.step(step, frames, 0.1).health();
        assertEquals(step == 2 ? (8 + 40 * 2) / 48.0 : step, health.memoryAge());
        assertTrue(health.effectiveRank() > 1 && health.alignment() > 0, health.toString());
      }
    }
  }

  @Test
  void restore_stateAfterAStep_goesOnAsIfNothingHadHappened() {
    try (Learner learner = Learner.create(manager, SMOKE);
        Learner other = Learner.create(manager, SMOKE.withSeed(9))) {
      learner.step(0, batch(1), 0.1);
      other.restore(learner.state(), learner.queue().position());
      Step expected = learner.step(1, batch(2), 0.05);
      assertEquals(expected, other.step(1, batch(2), 0.05));
      Map<String, float[]> state = values(learner.state());
      values(other.state())
          .forEach((name, values) -> assertArrayEquals(state.get(name), values, name));
    }
  }

  @Test
  void step_repeated_leavesNoArrayBehind() {
    try (Learner learner = Learner.create(manager, SMOKE)) {
      int[] counts = new int[3];
      for (int i = 0; i < 3; i++) {
        try (NDManager scope = manager.newSubManager()) {
          learner.step(i, batch(scope, i), 0.1);
        }
        counts[i] = manager.getManagedArrays().size();
      }
      assertEquals(counts[0], counts[1]);
      assertEquals(counts[1], counts[2]);
    }
  }

  @Test
  void step_rateZero_onlyTheKeysSideMoves() {
    try (Learner learner = Learner.create(manager, SMOKE)) {
      float[] weights = learner.online().arrays().get("layer1.0.conv1.weight").toFloatArray();
      Step step = learner.step(0, batch(1), 0);
      assertTrue(step.gradientNorm() > 0);
      assertArrayEquals(
          weights, learner.online().arrays().get("layer1.0.conv1.weight").toFloatArray());
    }
  }

  private SequenceBatch batch(long seed) {
    return batch(manager, seed);
  }

  private static SequenceBatch batch(NDManager owner, long seed) {
    Random random = new Random(seed);
    float[] first = {1, 0, 1, 0, 1, 1, 0, 0};
    return new SequenceBatch(
        images(owner, random),
        images(owner, random),
        images(owner, random),
        images(owner, random),
        owner.create(first));
  }

  private static NDArray images(NDManager owner, Random random) {
    float[] values = new float[8 * 3 * 32 * 32];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return owner.create(values, new Shape(8, 3, 32, 32));
  }

  private static Map<String, float[]> values(NamedArrays arrays) {
    Map<String, float[]> values = new LinkedHashMap<>();
    arrays.forEach((name, array) -> values.put(name, array.toFloatArray()));
    return values;
  }
}
