package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.lab.LabConfig;
import seco.lab.LabDataset;
import seco.pretrain.Health;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Step;
import seco.run.Progress;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.VideoList;

class KeyStalenessTest {
  @TempDir Path folder;

  @Test
  void byAge_rowsThatTurnByFixedAngles_fallWithTheAge() {
    List<float[]> history = List.of(unit(0), unit(10), unit(20), unit(30));
    double[] expected = {1, cosine(10), cosine(20), cosine(30)};
    assertArrayEquals(expected, KeyStaleness.byAge(history, 1, 9), 1e-6);
    assertEquals(2, KeyStaleness.byAge(history, 1, 1).length);
  }

  @Test
  void strangers_rowsAtKnownAngles_isTheMeanOfTheirPairs() {
    float[] three = {1, 0, (float) cosine(60), (float) cosine(30), 0, 1};
    double expected = (cosine(60) + cosine(90) + cosine(30)) / 3;
    assertEquals(expected, KeyStaleness.strangers(List.of(three, three), 3), 1e-6);
  }

  @Test
  void shelfLife_isTheFirstAgeBelowStrangers() {
    double[] slow = {1, 0.9, 0.7, 0.8};
    assertEquals(2, run(slow, 0.75).shelfLife());
    assertEquals(4, run(slow, 0.5).shelfLife());
  }

  @Test
  void measure_slowEncoder_itsKeysAgeMoreSlowly() throws Exception {
    try (FrameStore store = store()) {
      // A rate at which 12 steps from random weights do not fly away.
      PretrainConfig config = PretrainConfig.smoke().with("optimization.learningRate", 0.001);
      KeyStaleness slow = KeyStaleness.measure(config, store, 8, 5, Progress.SILENT);
      assertEquals(config.contrast().momentum(), slow.momentum());
      assertEquals(config.optimization().length(), slow.steps().size());
      assertEquals(slow.steps().size(), slow.memoryLength().length);
      assertEquals(1, slow.slow()[0], 1e-5);
      assertEquals(1, slow.online()[0], 1e-5);
      assertTrue(slow.slow()[5] > slow.online()[5], slow.slow()[5] + " > " + slow.online()[5]);
    }
  }

  @Test
  void measure_momentumOne_keysDoNotAgeAndTrainingIsTheSame() throws Exception {
    try (FrameStore store = store()) {
      PretrainConfig still = PretrainConfig.smoke().with("contrast.momentum", 1);
      KeyStaleness measured = KeyStaleness.measure(still, store, 8, 5, Progress.SILENT);
      assertEquals(1, measured.slow()[5], 1e-5);
      KeyStaleness fewer = KeyStaleness.measure(still, store, 2, 1, Progress.SILENT);
      assertEquals(measured.steps(), fewer.steps(), "looking does not change the training");
    }
  }

  @Test
  void summary_ofARun_leavesOutTheStepsWithStartRows() {
    double[] slow = {1, 0.9, 0.8};
    KeyStaleness.Summary summary = run(slow, 0.85).summary();
    assertEquals(0.99, summary.alpha());
    assertEquals(0.9, summary.atAge1());
    assertEquals(0.8, summary.atAge10(), "the highest age there is");
    assertEquals(2, summary.shelfLife());
    assertEquals(0.5, summary.bestTop1(), "48 rows are written after 2 steps of 24 keys");
    assertEquals(0.25, summary.lastTop1());
    assertEquals(4, summary.lastLoss());
    assertEquals(0.8, summary.memoryLength());
  }

  private static KeyStaleness run(double[] slow, double strangers) {
    List<Step> steps = List.of(step(1), step(0.75), step(0.5), step(0.25));
    return new KeyStaleness(PretrainConfig.smoke(), steps, slow, slow, strangers, slow);
  }

  private static Step step(double top1) {
    return new Step(0, 0, 0, 4, top1, 0, 0, 0, 0, 0, Health.UNKNOWN);
  }

  private FrameStore store() throws Exception {
    Path videos = folder.resolve("lab");
    LabConfig config = LabConfig.standard().with("frames", 8);
    new LabDataset(config, 1, 10, 0, 0, false).write(videos, 2, Progress.SILENT);
    VideoList list = VideoList.read(videos.resolve("train.txt"));
    Path target = folder.resolve("store");
    new FrameStoreWriter(list, videos, FrameStoreConfig.standard(), false)
        .write(target, 2, Progress.SILENT);
    return FrameStore.open(target);
  }

  private static float[] unit(double degrees) {
    return new float[] {(float) cosine(degrees), (float) Math.sin(Math.toRadians(degrees))};
  }

  private static double cosine(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }
}
