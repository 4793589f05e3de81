package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.model.SecoEncoder;
import seco.pretrain.PretrainConfig;
import seco.pretrain.PretrainedEncoder;
import seco.probe.FeatureConfig;
import seco.probe.FeatureExtractor;
import seco.probe.FeatureSet;
import seco.run.Progress;
import seco.run.Scale;

class UntrimmedLabTest {
  @TempDir Path root;

  @Test
  void bothWaysOfTheProtocol_giveARowAVideoAndARowASegment() throws Exception {
    try (UntrimmedLab lab = UntrimmedLab.open(root, Scale.SMOKE, 0.5, 1, Progress.SILENT);
        NDManager manager = NDManager.newBaseManager();
        SecoEncoder encoder = PretrainedEncoder.random(manager, PretrainConfig.smoke())) {
      FeatureExtractor extractor = new FeatureExtractor(encoder, FeatureConfig.of(50, 32));
      FeatureSet videos = extractor.videos(lab.test(), Map.of(), Progress.SILENT);
      FeatureSet segments =
          extractor.segments(lab.test(), lab.testSegments(), Map.of(), Progress.SILENT);
      assertEquals(20, videos.size());
      assertEquals(48, lab.test().video(0).frames(), "three times the frames of a trimmed one");
      assertTrue(segments.size() >= 2 * 20, "two to four performances: " + segments.size());
      for (int i : IntStream.range(0, segments.size()).toArray()) {
        String path = FeatureSet.videoOf(segments.names().get(i));
        assertEquals(
            videos.labels()[videos.names().indexOf(path)], segments.labels()[i], "one action each");
      }
    }
  }
}
