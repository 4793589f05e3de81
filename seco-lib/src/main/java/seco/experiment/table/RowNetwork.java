package seco.experiment.table;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import seco.InputException;
import seco.experiment.ClipNetwork;
import seco.experiment.FeatureTask;
import seco.experiment.FrozenNetwork;
import seco.pretrain.DualVarConfig;
import seco.pretrain.PretrainConfig;
import seco.video.FrameStore;

/**
 * The network of a row, trained or given.
 *
 * @param from a run, or a file of weights
 * @param work folder of all that is made with it
 * @param hours of its pretraining; 0 for a given one
 */
record RowNetwork(Path from, Path work, double hours) {
  FeatureTask.Origin origin() {
    return Files.isDirectory(from) ? FeatureTask.Origin.RUN : FeatureTask.Origin.FILE;
  }

  /**
   * The network; the caller closes its encoder.
   *
   * @param preset how the pictures of a file's network are shown
   */
  FrozenNetwork open(String preset, NDManager manager) throws IOException {
    if (!Files.exists(from)) {
      throw new InputException(from + ": no run, and no file of weights");
    }
    return Files.isDirectory(from)
        ? FrozenNetwork.ofRun(from, manager)
        : FrozenNetwork.ofFile(from, PretrainConfig.preset(preset), manager);
  }

  /**
   * The same of a network for clips.
   *
   * @param shown its shape, and how the clips of a file's network are shown
   * @throws InputException if a run's network is another one
   */
  ClipNetwork clips(DualVarConfig shown, NDManager manager) throws IOException {
    if (!Files.isDirectory(from)) {
      return ClipNetwork.ofFile(from, shown, manager);
    }
    ClipNetwork network = ClipNetwork.ofRun(from, manager);
    DualVarConfig own = network.config();
    if (own.flavour() != shown.flavour() || !own.trunk().equals(shown.trunk())) {
      throw new InputException(
          "%s: %s of %s, the row is %s of %s"
              .formatted(
                  from,
                  own.flavour(),
                  own.trunk().title(),
                  shown.flavour(),
                  shown.trunk().title()));
    }
    return network;
  }

  /** The folder of a fine-tuning of this network. */
  Path tuning(String label, FrameStore store, long seed) {
    String name = label + "-" + store.contentSha256().substring(0, 12) + "-" + seed;
    return work.resolve("finetuning").resolve(name);
  }

  StageHours stages() {
    return new StageHours(work.resolve("hours.csv"));
  }
}
