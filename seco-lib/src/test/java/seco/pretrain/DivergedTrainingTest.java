package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import seco.checkpoint.Checkpoints;
import seco.checkpoint.DivergedException;
import seco.checkpoint.NotFiniteException;
import seco.loss.Task;
import seco.tensor.NamedArrays;
import seco.tensor.Values;

/** A training that comes to a number that is none. */
class DivergedTrainingTest extends SmokeTraining {
  @Test
  void step_withoutFiniteLoss_namesTheVideosAndSavesTheStateBeforeIt() throws Exception {
    for (Set<Task> tasks :
        Set.of(Set.of(Task.INTER, Task.INTRA, Task.ORDER), Set.of(Task.FRAMES))) {
      Path run = folder.resolve("wild" + tasks.size());
      PretrainConfig config = smoke().withTasks(tasks);
      try (Pretraining training = Pretraining.start(config, store, run, null)) {
        training.next();
        training.next();
        poison(training.learner().queue().rows());
        Map<String, byte[]> before = bytes(training.learner().state());
        String metrics = metrics("wild" + tasks.size());

        String message = assertThrows(DivergedException.class, training::next).getMessage();

        assertTrue(message.startsWith(run + ": the loss is NaN in step 2;"), message);
        assertTrue(message.matches(".*--init .* the step's videos: videos/.*\\.mp4.*"), message);
        assertThrows(IllegalStateException.class, training::next);
        assertEqualBytes(before, bytes(training.learner().state()));
        assertEqualBytes(before, saved(run, 2));
        assertEquals(metrics, metrics("wild" + tasks.size()), "the step has no row");
      }
    }
  }

  @Test
  void gradient_thatIsNotFinite_isRefusedWhereTheLossIs() {
    for (double gradient : new double[] {Double.POSITIVE_INFINITY, Double.NaN}) {
      String message =
          assertThrows(NotFiniteException.class, () -> NotFiniteException.require(1.5, gradient))
              .getMessage();
      assertEquals("the gradient is " + gradient, message);
    }
    assertDoesNotThrow(() -> NotFiniteException.require(1.5, 1e30));
  }

  @Test
  void videos_ofALargeBatch_areCounted() {
    List<String> videos = IntStream.range(0, 1024).mapToObj(i -> "v" + i).toList();
    NotFiniteException cause =
        assertThrows(NotFiniteException.class, () -> NotFiniteException.require(Double.NaN, 1));
    String message = new DivergedException(folder, 3, "so", videos, cause).getMessage();
    assertTrue(message.endsWith("videos: v0, v1, v2, v3, v4, v5, v6, v7 and 1016 more"), message);
    message = new DivergedException(folder, 3, "so", videos.subList(0, 8), cause).getMessage();
    assertTrue(message.endsWith("v6, v7"), message);
  }

  @Test
  void training_thatDivergesByItsRate_leavesTheStateFromWhichItDid() throws Exception {
    PretrainConfig wild =
        smoke().with(Map.of("optimization.learningRate", 1e30, "optimization.warmup", 0));
    Path run = folder.resolve("wild");
    try (Pretraining training = Pretraining.start(wild, store, run, null)) {
      Map<String, byte[]> before = new LinkedHashMap<>();
      DivergedException e =
          assertThrows(
              DivergedException.class,
              () -> {
                while (training.hasNext()) {
                  before.putAll(bytes(training.learner().state()));
                  training.next();
                }
              });
      long done = training.stepsDone();
      assertTrue(e.getMessage().contains(" in step " + done + ";"), e.getMessage());
      assertEqualBytes(before, saved(run, done));
    }
    assertThrows(DivergedException.class, () -> finish(Pretraining.resume(run, store)));
  }

  /** One value of an array becomes no number. */
  private static void poison(ai.djl.ndarray.NDArray array) {
    float[] values = array.toFloatArray();
    values[0] = Float.NaN;
    Values.copy(values, array);
  }

  private static Map<String, byte[]> saved(Path run, long step) throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      Checkpoints.Saved saved = new Checkpoints(run.resolve("checkpoints")).newest().orElseThrow();
      assertEquals(step, saved.state().step());
      return bytes(saved.read(manager));
    }
  }

  private static Map<String, byte[]> bytes(NamedArrays arrays) {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    arrays.forEach((name, array) -> bytes.put(name, array.toByteArray()));
    return bytes;
  }

  private static void assertEqualBytes(Map<String, byte[]> expected, Map<String, byte[]> actual) {
    assertFalse(expected.isEmpty());
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, values) -> assertTrue(Arrays.equals(values, actual.get(name)), name));
  }
}
