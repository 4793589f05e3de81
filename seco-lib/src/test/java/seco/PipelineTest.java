package seco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.lab.LabConfig;
import seco.lab.LabDataset;
import seco.model.SecoEncoder;
import seco.pretrain.PretrainConfig;
import seco.pretrain.PretrainedEncoder;
import seco.pretrain.Pretraining;
import seco.probe.Accuracy;
import seco.probe.FeatureConfig;
import seco.probe.FeatureExtractor;
import seco.probe.FeatureSet;
import seco.probe.LinearSvm;
import seco.run.Progress;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.VideoList;

/** The whole way at the smoke scale: videos, frames, training, features, accuracy. */
class PipelineTest {
  @TempDir Path folder;

  private FrameStore store(Path lab, String part) throws IOException {
    Path target = folder.resolve("store-" + part);
    new FrameStoreWriter(
            VideoList.read(lab.resolve(part + ".txt")), lab, FrameStoreConfig.standard(), false)
        .write(target, 2, Progress.SILENT);
    return FrameStore.open(target);
  }

  @Test
  void lab_storedPretrainedAndProbed_givesAnAccuracyAndThePromisedFiles() throws Exception {
    Path lab = folder.resolve("lab");
    LabConfig config = LabConfig.standard().with("pixels", 64).with("frames", 12);
    new LabDataset(config, 1, 30, 20, 0, false).write(lab, 2, Progress.SILENT);
    assertFiles(lab, "train.txt", "test.txt", "truth.csv", "lab.json");
    Path run = folder.resolve("run");
    try (FrameStore train = store(lab, "train");
        FrameStore test = store(lab, "test")) {
      assertFiles(train.folder(), "manifest.json", "shard-00000.jpgs", "shard-00000.index");
      try (Pretraining training = Pretraining.start(PretrainConfig.smoke(), train, run, null)) {
        while (training.hasNext()) {
          training.next();
        }
      }
      assertFiles(run, "config.json", "provenance.json", "metrics.csv", "timing.csv");
      assertFiles(run.resolve("checkpoints/step-00000012"), "arrays.safetensors", "state.json");
      FeatureSet trainFeatures = features(run, train, "train");
      FeatureSet testFeatures = features(run, test, "test");
      assertEquals(64, trainFeatures.dimension());
      LinearSvm.Model model = LinearSvm.authors().train(trainFeatures);
      double top1 = Accuracy.top1(testFeatures.labels(), model.predict(testFeatures));
      assertTrue(top1 >= 0 && top1 <= 1, "accuracy " + top1);
      double onTrain = Accuracy.top1(trainFeatures.labels(), model.predict(trainFeatures));
      assertTrue(onTrain > 0.2, "64 numbers do not tell 30 training videos apart: " + onTrain);
    }
  }

  private FeatureSet features(Path run, FrameStore store, String part) throws Exception {
    Path file = folder.resolve(part + ".safetensors");
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder encoder = PretrainedEncoder.read(run, manager).network(manager)) {
      FeatureConfig config = FeatureConfig.of(4, 32);
      FeatureSet features =
          new FeatureExtractor(encoder, config).videos(store, Map.of(), Progress.SILENT);
      features.write(file);
      assertEquals(store.size(), features.size());
    }
    return FeatureSet.read(file);
  }

  private static void assertFiles(Path folder, String... names) {
    for (String name : names) {
      assertTrue(Files.isRegularFile(folder.resolve(name)), folder.resolve(name) + " is missing");
    }
  }
}
