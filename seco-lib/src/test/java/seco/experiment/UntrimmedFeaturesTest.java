package seco.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.pretrain.PretrainConfig;
import seco.probe.FeatureConfig;
import seco.probe.FeaturePair;
import seco.run.Progress;
import seco.run.Scale;

class UntrimmedFeaturesTest {
  @TempDir Path root;

  @Test
  void threeWays_ofTheSameVideos() throws Exception {
    try (UntrimmedLab lab = UntrimmedLab.open(root, Scale.SMOKE, 0.5, 1, Progress.SILENT);
        NDManager manager = NDManager.newBaseManager()) {
      FrozenNetwork network = FrozenNetwork.random(PretrainConfig.smoke(), manager);
      FeatureConfig how = FeatureConfig.of(50, 32);
      UntrimmedFeatures features = new UntrimmedFeatures("random", network, lab, how);
      long[] last = new long[2];
      Progress progress =
          (done, total) -> {
            last[0] = done;
            last[1] = total;
          };
      FeaturePair whole = features.whole(progress);
      assertEquals("random, whole videos", whole.name());
      assertEquals(20, whole.test().size());
      assertArrayEquals(new long[] {2 * 20 * 48, 2 * 20 * 48}, last, "all frames of all videos");
      FeaturePair segments = features.segments(progress);
      assertEquals(last[1], last[0]);
      assertEquals(
          network.segments(lab.test(), lab.testSegments(), how, Progress.SILENT).size(),
          segments.test().size());
      FeaturePair idle = features.idle(progress);
      assertArrayEquals(whole.test().labels(), idle.test().labels());
      assertFalse(Arrays.equals(whole.test().values(), idle.test().values()));
    }
  }
}
