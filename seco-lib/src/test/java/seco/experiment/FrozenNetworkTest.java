package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.pretrain.PretrainConfig;
import seco.probe.FeatureConfig;
import seco.probe.FeatureSet;
import seco.run.Progress;
import seco.run.Scale;

class FrozenNetworkTest {
  @TempDir Path root;

  @Test
  void features_sayOnTheirCards_howTheyWereTakenAndOfWhat() throws Exception {
    try (UntrimmedLab lab = UntrimmedLab.open(root, Scale.SMOKE, 0.5, 1, Progress.SILENT);
        NDManager manager = NDManager.newBaseManager()) {
      FrozenNetwork network = FrozenNetwork.random(PretrainConfig.smoke(), manager);
      FeatureConfig how = FeatureConfig.of(50, 32);
      FeatureSet videos = network.videos(lab.test(), how, Progress.SILENT);
      FeatureSet frames = network.frames(lab.test(), how, Progress.SILENT);
      FeatureSet segments = network.segments(lab.test(), lab.testSegments(), how, Progress.SILENT);
      assertEquals("videos", videos.card().get("rows"));
      assertEquals("frames", frames.card().get("rows"));
      assertEquals("segments", segments.card().get("rows"));
      assertEquals(lab.testSegments().sha256(), segments.card().get("segments"));
      assertEquals("random", videos.card().get("encoder"));
      assertEquals("50", videos.card().get("framesPerVideo"));
      assertEquals(lab.test().contentSha256(), videos.card().get("store"));
      assertArrayEquals(frames.perVideo().values(), videos.values(), 1e-5f);
    }
  }
}
