package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import seco.InputException;
import seco.checkpoint.NotFiniteException;
import seco.dataset.SequenceBatch;
import seco.loss.Task;

/** Trainings that choose among classes, on random images. */
final class PretextLearnerTest {
  private static final int VIDEOS = 8;
  private static final int LABELS = 3;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static PretrainConfig config(Task task) {
    return PretrainConfig.smoke().withTasks(EnumSet.of(task));
  }

  private Trainee learner(PretrainConfig config) {
    return Trainee.create(manager, config, LABELS);
  }

  private SequenceBatch batch(PretrainConfig config, int classes, long seed) {
    Random random = new Random(seed);
    int rows = VIDEOS * config.frames().queries();
    float[] values = new float[rows * 3 * 32 * 32];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    float[] answers = new float[VIDEOS];
    for (int i = 0; i < VIDEOS; i++) {
      answers[i] = random.nextInt(classes);
    }
    NDArray shown = manager.create(values, new Shape(rows, 3, 32, 32));
    return new SequenceBatch(shown, null, null, null, manager.create(answers));
  }

  private static int classes(PretrainConfig config) {
    return Pretext.of(config.tasks()).orElseThrow().classes(LABELS);
  }

  private static Map<String, float[]> values(Trainee learner) {
    Map<String, float[]> values = new LinkedHashMap<>();
    learner.state().forEach((name, array) -> values.put(name, array.toFloatArray()));
    return values;
  }

  @ParameterizedTest
  @EnumSource(names = {"SUPERVISED", "SHUFFLE", "OPN", "ROTNET"})
  void steps_onOneBatch_learnItByHeart(Task task) {
    PretrainConfig config = config(task);
    try (Trainee learner = learner(config)) {
      SequenceBatch batch = batch(config, classes(config), 4);
      Step first = learner.step(0, batch, 0.05);
      Step last = first;
      for (int step = 1; step < 60; step++) {
        last = learner.step(step, batch, 0.05);
      }
      assertEquals(Math.log(classes(config)), first.total(), 1, "a guess");
      assertTrue(last.total() < first.total() / 2, first.total() + " to " + last.total());
      assertTrue(last.pretextTop1() > 0.8, "" + last.pretextTop1());
      assertTrue(first.gradientNorm() > 0);
      assertTrue(Double.isNaN(first.inter()) && Double.isNaN(first.orderTop1()));
    }
  }

  @Test
  void step_trainsTrunkAndHead_andNothingElse() {
    PretrainConfig config = config(Task.OPN).with("optimization.weightDecay", 0.1);
    try (Trainee learner = learner(config)) {
      Map<String, float[]> before = values(learner);
      learner.step(0, batch(config, 12, 1), 0.05);
      TreeSet<String> same = new TreeSet<>();
      values(learner)
          .forEach(
              (name, after) -> {
                if (java.util.Arrays.equals(before.get(name), after)) {
                  same.add(
                      name.replaceAll("^sgd\\.", "").replaceAll("\\..*", "") + "." + part(name));
                }
              });
      assertEquals("[encoder.fc]", same.toString());
    }
  }

  /** The heads' names begin with fc. */
  private static String part(String name) {
    return name.replaceAll("^(sgd\\.)?(encoder|pretext)\\.", "").substring(0, 2);
  }

  @ParameterizedTest
  @EnumSource(names = {"SUPERVISED", "SHUFFLE", "OPN", "ROTNET"})
  void step_inParts_isTheStepOfTheWhole(Task task) {
    PretrainConfig whole = config(task).with("contrast.replicas", 2);
    PretrainConfig parts = whole.with("execution.accumulation", 2);
    PretrainConfig again = parts.with("execution.recompute", true);
    SequenceBatch batch = batch(whole, classes(whole), 6);
    try (Trainee a = learner(whole);
        Trainee b = learner(parts);
        Trainee c = learner(again)) {
      Step expected = a.step(0, batch, 0.05);
      for (Trainee other : new Trainee[] {b, c}) {
        Step actual = other.step(0, batch, 0.05);
        assertEquals(expected.total(), actual.total(), 1e-5);
        assertEquals(expected.pretextTop1(), actual.pretextTop1(), 1e-6);
        assertEquals(expected.gradientNorm(), actual.gradientNorm(), 1e-3);
        values(a)
            .forEach(
                (name, array) -> assertArrayEquals(array, values(other).get(name), 1e-3f, name));
      }
    }
  }

  @Test
  void step_withoutANumber_leavesEverythingAsItWas() {
    PretrainConfig config = config(Task.SHUFFLE);
    try (Trainee learner = learner(config)) {
      SequenceBatch good = batch(config, 2, 1);
      learner.step(0, good, 0.05);
      Map<String, float[]> before = values(learner);
      SequenceBatch bad =
          new SequenceBatch(good.query().mul(Float.NaN), null, null, null, good.queryFirst());
      assertThrows(NotFiniteException.class, () -> learner.step(1, bad, 0.05));
      values(learner).forEach((name, array) -> assertArrayEquals(before.get(name), array, name));
      try (Trainee other = learner(config)) {
        other.step(0, good, 0.05);
        assertEquals(
            other.step(1, good, 0.05).total(), learner.step(1, good, 0.05).total(), "goes on");
      }
    }
  }

  @Test
  void settings_thatDoNotFit_areRefused() {
    InputException devices =
        assertThrows(
            InputException.class,
            () -> config(Task.OPN).with(Map.of("contrast.replicas", 2, "execution.devices", 2)));
    assertEquals("devices 2: a training on [OPN] is not spread over several", devices.getMessage());
    assertThrows(IllegalArgumentException.class, () -> mixed());
    InputException labels =
        assertThrows(
            InputException.class, () -> Trainee.create(manager, config(Task.SUPERVISED), 1));
    assertTrue(labels.getMessage().startsWith("task supervised: "), labels.getMessage());
  }

  private static PretrainConfig mixed() {
    return PretrainConfig.smoke().withTasks(EnumSet.of(Task.INTER, Task.ROTNET));
  }
}
