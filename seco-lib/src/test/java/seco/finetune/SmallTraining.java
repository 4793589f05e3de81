package seco.finetune;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import seco.lab.LabConfig;
import seco.lab.LabDataset;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.run.Card;
import seco.run.Progress;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.VideoList;

/** Two small stores and short fine-tunings on them, from a network with statistics of its own. */
abstract class SmallTraining {
  static final ResNetConfig TRUNK = new ResNetConfig(18, 8, 0);
  static final Card START = Card.EMPTY.with("encoder", "12ab").with("trainedOn", "nothing");

  @TempDir static Path data;
  static FrameStore store;
  static FrameStore other;
  static NDManager network;
  static NamedArrays arrays;

  @TempDir Path folder;

  @BeforeAll
  static void make() throws IOException {
    store = store(1);
    other = store(2);
    Gradients.off();
    network = NDManager.newBaseManager();
    SecoEncoder encoder =
        SecoEncoder.create(network, TRUNK, SecoEncoder.Heads.PER_TASK, new Random(4));
    float[] values = new float[16 * 3 * 32 * 32];
    Random random = new Random(5);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < 20; i++) {
      encoder.features(network.create(values, new Shape(16, 3, 32, 32)), true).close();
    }
    arrays = encoder.arrays();
  }

  private static FrameStore store(long seed) throws IOException {
    LabConfig config = LabConfig.standard().with("pixels", 64).with("frames", 8);
    Path lab = data.resolve("lab" + seed);
    new LabDataset(config, seed, 12, 0, 0, false).write(lab, 2, Progress.SILENT);
    Path target = data.resolve("store" + seed);
    VideoList list = VideoList.read(lab.resolve("train.txt"));
    new FrameStoreWriter(list, lab, FrameStoreConfig.standard(), false)
        .write(target, 2, Progress.SILENT);
    return FrameStore.open(target);
  }

  @AfterAll
  static void close() throws IOException {
    store.close();
    other.close();
    network.close();
  }

  /** Three steps an epoch of two parts of two videos; settings changed by their paths. */
  static FineTuningConfig smoke(Object... changes) {
    Map<String, Object> all = new HashMap<>(Map.of("classes", 10, "store", "here"));
    for (int i = 0; i < changes.length; i += 2) {
      all.put((String) changes[i], changes[i + 1]);
    }
    return FineTuningConfig.smoke().withTrunk(TRUNK).with(all);
  }

  FineTuning start(FineTuningConfig config, String run) throws IOException {
    return FineTuning.start(config, store, new FineTuningStart(arrays, START), folder.resolve(run));
  }

  static List<FineTuningStep> finish(FineTuning training) throws Exception {
    List<FineTuningStep> steps = new ArrayList<>();
    try (training) {
      while (training.hasNext()) {
        steps.add(training.next());
      }
    }
    return steps;
  }

  String metrics(String run) throws IOException {
    return Files.readString(folder.resolve(run).resolve("metrics.csv"));
  }

  byte[] state(String run, int step) throws IOException {
    return Files.readAllBytes(
        folder.resolve("%s/checkpoints/step-%08d/arrays.safetensors".formatted(run, step)));
  }
}
