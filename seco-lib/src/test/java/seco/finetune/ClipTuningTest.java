package seco.finetune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import seco.InputException;
import seco.checkpoint.DivergedException;
import seco.model.DualVarEncoder;
import seco.run.Progress;

class ClipTuningTest extends SmallTraining {
  private static ClipTuningConfig clips(Map<String, ?> changes) {
    return ClipTuningConfig.smoke()
        .with(Map.of("classes", 10, "descent.batchSize", 4))
        .with(changes);
  }

  private ClipTuning begin(ClipTuningConfig config, String run) throws IOException {
    try (NDManager manager = NDManager.newBaseManager();
        DualVarEncoder start = DualVarEncoder.create(manager, config.trunk(), 2, new Random(3))) {
      return ClipTuning.start(
          config, store, new FineTuningStart(start.arrays(), START), folder.resolve(run));
    }
  }

  private static List<FineTuningStep> rest(ClipTuning training) throws Exception {
    List<FineTuningStep> steps = new ArrayList<>();
    while (training.hasNext()) {
      steps.add(training.next());
    }
    return steps;
  }

  @Test
  void run_interruptedAndResumed_equalsOneThatWasNot() throws Exception {
    ClipTuningConfig config = clips(Map.of());
    try (ClipTuning training = begin(config, "whole")) {
      List<FineTuningStep> steps = rest(training);
      assertEquals(9, steps.size());
      assertEquals(
          List.of(0.05, 0.005),
          List.of(steps.get(5).rate(), Math.round(1e9 * steps.get(6).rate()) / 1e9));
    }
    try (ClipTuning training = begin(config, "parts")) {
      training.next();
      training.next();
      training.save();
      training.next(); // lost
    }
    try (ClipTuning training = ClipTuning.resume(folder.resolve("parts"), store)) {
      assertEquals(2, training.stepsDone());
      assertEquals(7, rest(training).size());
    }
    assertEquals(metrics("whole"), metrics("parts"));
    assertArrayEquals(state("whole", 9), state("parts", 9));
    assertThrows(InputException.class, () -> ClipTuning.resume(folder.resolve("parts"), other));
  }

  @Test
  void test_scoresOfAVideo_areAMeanOfSoftmaxVectors() throws Exception {
    try (ClipTuning training = begin(clips(Map.of()), "run")) {
      VideoScores scores = training.test(other, Progress.SILENT);
      for (int video = 0; video < other.size(); video++) {
        double sum = 0;
        for (int k = 0; k < 10; k++) {
          assertTrue(scores.values()[video * 10 + k] > 0);
          sum += scores.values()[video * 10 + k];
        }
        assertEquals(1, sum, 1e-5);
      }
      assertEquals(1, scores.top(10));
    }
  }

  @Test
  void training_learnsItsVideos() throws Exception {
    ClipTuningConfig config = clips(Map.of("descent.epochs", 60, "descent.drops", List.of(50)));
    try (ClipTuning training = begin(config, "run")) {
      List<FineTuningStep> steps = rest(training);
      double first = steps.subList(0, 6).stream().mapToDouble(FineTuningStep::loss).sum();
      double last = steps.subList(174, 180).stream().mapToDouble(FineTuningStep::loss).sum();
      assertTrue(last < 0.85 * first, "the loss went from " + first / 6 + " to " + last / 6);
    }
  }

  @Test
  void run_thatDiverges_savesTheStateBeforeIt() throws Exception {
    ClipTuningConfig config = clips(Map.of("descent.learningRate", 1e30));
    try (ClipTuning training = begin(config, "run")) {
      DivergedException e = assertThrows(DivergedException.class, () -> rest(training));
      assertTrue(e.getMessage().contains(".mp4"), e.getMessage());
    }
    try (ClipTuning training = ClipTuning.resume(folder.resolve("run"), store)) {
      assertTrue(training.stepsDone() > 0);
    }
  }

  @Test
  void refusals_leaveNothingBehind() {
    for (Map<String, ?> wrong : List.of(Map.of("descent.batchSize", 13), Map.of("classes", 2))) {
      assertThrows(InputException.class, () -> begin(clips(wrong), "none"));
    }
    assertThrows(InputException.class, () -> clips(Map.of("pixels", 40)));
    assertThrows(InputException.class, () -> ClipTuningConfig.preset("tiny"));
    assertFalse(Files.exists(folder.resolve("none")));
  }
}
