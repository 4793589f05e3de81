package seco.finetune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import seco.InputException;
import seco.checkpoint.DivergedException;
import seco.compile.Precision;
import seco.run.MetricLog;
import seco.tensor.NamedArrays;
import seco.tensor.SafeTensors;

class FineTuningTest extends SmallTraining {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void run_interruptedAndResumed_equalsOneThatWasNot(boolean compiled) throws Exception {
    FineTuningConfig config = smoke().withPrecision(compiled ? Precision.FLOAT32 : null);
    List<FineTuningStep> steps = finish(start(config, "whole"));
    assertEquals(6, steps.size());
    assertEquals(1, steps.get(3).epoch());
    assertEquals(List.of(0.01, 0.001), List.of(steps.get(2).rate(), steps.get(3).rate()));
    try (FineTuning training = start(config, "parts")) {
      training.next();
      training.next();
      training.save();
      training.next(); // lost with the process
    }
    try (FineTuning training = FineTuning.resume(folder.resolve("parts"), store)) {
      assertEquals(2, training.stepsDone());
      training.next();
      training.save();
    }
    finish(FineTuning.resume(folder.resolve("parts"), store));
    assertEquals(metrics("whole"), metrics("parts"));
    assertArrayEquals(state("whole", 6), state("parts", 6));
    List<FineTuningStep> written =
        MetricLog.read(folder.resolve("parts/metrics.csv"), FineTuningStep.COLUMNS);
    assertEquals(6, written.size());
    assertEquals(steps.get(5).loss(), written.get(5).loss(), 1e-6);
    try (FineTuning training = FineTuning.resume(folder.resolve("parts"), store)) {
      assertFalse(training.hasNext());
      assertThrows(IllegalStateException.class, training::next);
    }
  }

  @Test
  void frozenNorms_areTheStartsToTheLastBit_theFirstLearns() throws Exception {
    finish(start(smoke(), "run"));
    try (NDManager manager = NDManager.newBaseManager();
        FineTunedNetwork tuned = FineTunedNetwork.open(folder.resolve("run"), manager)) {
      NamedArrays learned = tuned.classifier().arrays();
      int kept = 0;
      for (String name : learned.names()) {
        if (name.startsWith("fc")) {
          continue;
        }
        boolean same =
            Arrays.equals(arrays.get(name).toFloatArray(), learned.get(name).toFloatArray());
        boolean frozen = name.matches("layer.*(bn\\d|downsample\\.1)\\..*");
        assertEquals(frozen, same, name);
        kept += frozen ? 1 : 0;
      }
      assertEquals(4 * 19, kept);
    }
  }

  @Test
  void allNorms_learnWhereTheyAreAskedTo() throws Exception {
    finish(start(smoke("norms", "ALL"), "run"));
    try (NDManager manager = NDManager.newBaseManager();
        FineTunedNetwork tuned = FineTunedNetwork.open(folder.resolve("run"), manager)) {
      for (String name : List.of("layer4.1.bn2.running_var", "layer1.0.bn1.weight")) {
        assertNotEquals(
            arrays.get(name).sum().getFloat(),
            tuned.classifier().arrays().get(name).sum().getFloat(),
            name);
      }
    }
  }

  /** PyTorch's update, from the weights and buffers of three successive checkpoints. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void update_isNesterovsOfTheClippedGradient(boolean compiled) throws Exception {
    double largest = 0.5;
    FineTuningConfig config = smoke("descent.largestNorm", largest, "descent.weightDecay", 0.01);
    config = config.withPrecision(compiled ? Precision.FLOAT32 : null);
    try (FineTuning training = start(config, "run");
        NDManager manager = NDManager.newBaseManager()) {
      NamedArrays before = saved(manager, 0);
      for (int step = 1; step <= 2; step++) {
        assertTrue(training.next().gradientNorm() > largest, "clipped");
        training.save();
        NamedArrays after = saved(manager, step);
        assertFollows(before, after, largest);
        before = after;
      }
    }
  }

  private NamedArrays saved(NDManager manager, int step) throws IOException {
    Path file = folder.resolve("run/checkpoints/step-%08d/arrays.safetensors".formatted(step));
    return SafeTensors.read(file, manager).arrays();
  }

  private static void assertFollows(NamedArrays before, NamedArrays after, double largest) {
    double squares = 0;
    for (String name : before.names()) {
      if (!name.startsWith("sgd.")) {
        continue;
      }
      String weight = "encoder." + name.substring(4);
      float[] w = before.get(weight).toFloatArray();
      float[] old = before.get(name).toFloatArray();
      float[] buffer = after.get(name).toFloatArray();
      float[] actual = after.get(weight).toFloatArray();
      for (int i = 0; i < w.length; i++) {
        double decayed = buffer[i] - 0.9 * old[i]; // clipped gradient + decay weight
        squares += Math.pow(decayed - 0.01 * w[i], 2);
        assertEquals(w[i] - 0.01 * (decayed + 0.9 * buffer[i]), actual[i], 1e-6, weight);
      }
    }
    assertEquals(largest, Math.sqrt(squares), 1e-3);
  }

  @Test
  void training_learnsItsVideos() throws Exception {
    FineTuningConfig config =
        smoke("descent.epochs", 30, "descent.learningRate", 0.03, "dropout", 0, "norms", "ALL")
            .with(Map.of("descent.drops", List.of(25)));
    List<FineTuningStep> steps = finish(start(config, "run"));
    double first = steps.subList(0, 6).stream().mapToDouble(FineTuningStep::loss).sum() / 6;
    double last = steps.subList(84, 90).stream().mapToDouble(FineTuningStep::loss).sum() / 6;
    assertTrue(last < 0.8 * first, "the loss went from " + first + " to " + last);
  }

  @Test
  void run_thatDiverges_namesTheVideosAndSavesTheStateBeforeIt() throws Exception {
    FineTuningConfig config = smoke("descent.learningRate", 1e30, "descent.weightDecay", 0);
    try (FineTuning training = start(config, "run")) {
      training.next();
      DivergedException e = assertThrows(DivergedException.class, training::next);
      assertTrue(e.getMessage().contains("in step 1"), e.getMessage());
      assertTrue(e.getMessage().contains(".mp4"), e.getMessage());
      assertThrows(IllegalStateException.class, training::next);
      assertThrows(IllegalStateException.class, training::save);
    }
    try (FineTuning training = FineTuning.resume(folder.resolve("run"), store)) {
      assertEquals(1, training.stepsDone());
    }
  }

  @Test
  void refusals_leaveNothingBehind() throws Exception {
    assertRefused("do not fill a batch of 32", () -> start(smoke("descent.batchSize", 16), "run"));
    assertRefused(
        "has labels up to 9, the settings 5 classes", () -> start(smoke("classes", 5), "run"));
    assertFalse(Files.exists(folder.resolve("run")));
    try (FineTuning training = start(smoke(), "run")) {
      training.next();
      assertRefused("another process", () -> start(smoke(), "run"));
    }
    assertRefused("holds a run already", () -> start(smoke(), "run"));
    assertRefused("begun with other data", () -> FineTuning.resume(folder.resolve("run"), other));
    assertRefused("no run", () -> FineTuning.resume(folder.resolve("none"), store));
    try (FineTuning training = FineTuning.resume(folder.resolve("run"), store)) {
      assertEquals(0, training.stepsDone(), "from its start, which is kept");
    }
  }

  private static void assertRefused(String part, Executable work) {
    InputException e = assertThrows(InputException.class, work);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
