package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.model.SecoEncoder;
import seco.pretrain.PretrainConfig;
import seco.pretrain.PretrainedEncoder;
import seco.probe.Accuracy;
import seco.probe.FeatureConfig;
import seco.probe.FeatureExtractor;
import seco.probe.FeatureSet;
import seco.probe.LinearSvm;
import seco.run.Progress;
import seco.run.Scale;

class FramesPerVideoTest {
  private static final int PIXELS = 32;

  @TempDir Path root;

  @Test
  void curve_lastCount_isTheProtocolWithSoManyFrames() throws Exception {
    List<Long> told = new ArrayList<>();
    try (LabData lab = LabData.open(root, Scale.SMOKE, 0.5, 1, Progress.SILENT);
        NDManager manager = NDManager.newBaseManager();
        SecoEncoder encoder = PretrainedEncoder.random(manager, PretrainConfig.smoke())) {
      int[] counts = {1, 3};
      double[] top1 =
          FramesPerVideo.curve(
              encoder, lab.train(), lab.test(), PIXELS, counts, (done, all) -> told.add(done));
      FeatureExtractor three = new FeatureExtractor(encoder, FeatureConfig.of(3, PIXELS));
      FeatureSet train = three.frames(lab.train(), Map.of(), Progress.SILENT);
      FeatureSet test = three.frames(lab.test(), Map.of(), Progress.SILENT);
      double[] alone = FramesPerVideo.alone(train, test);
      assertEquals(3, alone.length);
      assertEquals(alone[0], top1[0], "one frame is the first");
      assertEquals(accuracy(train.perVideo(), test.perVideo()), top1[1]);
    }
    assertEquals(told.stream().sorted().toList(), told);
    assertEquals(4L * 40, told.get(told.size() - 1));
  }

  private static double accuracy(FeatureSet train, FeatureSet test) {
    return Accuracy.top1(test.labels(), LinearSvm.authors().train(train).predict(test));
  }

  @Test
  void alone_onlySecondFrameTells_isRightThereAndByHalfElsewhere() {
    // The first frame is the same in all videos, the second points to the label.
    FeatureSet frames =
        features(List.of("a#0", "a#9", "b#0", "b#9"), new int[] {0, 0, 1, 1}, 1, 2, 1, -2);
    assertArrayEquals(new double[] {0.5, 1}, FramesPerVideo.alone(frames, frames));
  }

  @Test
  void alone_videosOfUnequalLength_areRefused() {
    FeatureSet frames = features(List.of("a#0", "a#9", "b#0"), new int[] {0, 0, 1}, 1, 2, 1);
    InputException e =
        assertThrows(InputException.class, () -> FramesPerVideo.alone(frames, frames));
    assertEquals("b: 1 frames where other videos have 2; ask for fewer", e.getMessage());
  }

  private static FeatureSet features(List<String> names, int[] labels, float... values) {
    return new FeatureSet(values, 1, labels, names, Map.of());
  }
}
