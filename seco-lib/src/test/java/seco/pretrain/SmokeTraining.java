package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import seco.lab.LabConfig;
import seco.lab.LabDataset;
import seco.run.Progress;
import seco.tensor.NamedArrays;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.VideoList;

/** Two small stores and short trainings on them. */
abstract class SmokeTraining {
  @TempDir static Path data;
  @TempDir Path folder;
  static FrameStore store;
  static FrameStore otherStore;

  @BeforeAll
  static void makeStores() throws IOException {
    store = store(1);
    otherStore = store(2);
  }

  private static FrameStore store(long seed) throws IOException {
    LabConfig config = LabConfig.standard().with("pixels", 64).with("frames", 8);
    Path lab = data.resolve("lab" + seed);
    new LabDataset(config, seed, 16, 0, 0, false).write(lab, 2, Progress.SILENT);
    Path target = data.resolve("store" + seed);
    VideoList list = VideoList.read(lab.resolve("train.txt"));
    new FrameStoreWriter(list, lab, FrameStoreConfig.standard(), false)
        .write(target, 2, Progress.SILENT);
    return FrameStore.open(target);
  }

  @AfterAll
  static void closeStores() throws IOException {
    store.close();
    otherStore.close();
  }

  static PretrainConfig smoke() {
    return PretrainConfig.smoke();
  }

  static List<Step> finish(Pretraining training) throws Exception {
    try (training) {
      return allSteps(training);
    }
  }

  static List<Step> allSteps(Pretraining training) throws Exception {
    List<Step> steps = new ArrayList<>();
    while (training.hasNext()) {
      steps.add(training.next());
    }
    return steps;
  }

  List<Step> run(String name, PretrainConfig config) throws Exception {
    return finish(Pretraining.start(config, store, folder.resolve(name), null));
  }

  String metrics(String name) throws IOException {
    return Files.readString(folder.resolve(name).resolve("metrics.csv"));
  }

  static void assertEqualArrays(NamedArrays expected, NamedArrays actual) {
    assertEquals(expected.names(), actual.names());
    expected.forEach(
        (name, array) ->
            assertArrayEquals(array.toFloatArray(), actual.get(name).toFloatArray(), name));
  }
}
