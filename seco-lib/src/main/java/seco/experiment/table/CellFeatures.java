package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import seco.probe.FeatureFile;
import seco.run.FolderLock;
import seco.run.Progress;

/**
 * The feature files of a network, which are made once and chunk by chunk.
 *
 * @param stage of their time in {@link StageHours}
 */
record CellFeatures(RowNetwork network, String stage, TableListener listener) {
  /** Makes some chunks. */
  @FunctionalInterface
  interface Maker {
    void make(int[] chunks, Progress progress) throws IOException, InterruptedException;
  }

  /** Where the features of a name lie. */
  Path place(String name) throws IOException {
    Path folder = network.work().resolve("features");
    Files.createDirectories(folder);
    return folder.resolve(name + ".safetensors");
  }

  /** Makes of a file what is missing. */
  void complete(FeatureFile file, Maker maker, String what)
      throws IOException, InterruptedException {
    try (FolderLock lock = file.take()) {
      if (file.isWhole()) {
        file.removeFolder();
        return;
      }
      network
          .stages()
          .timed(
              stage,
              () -> {
                file.begin();
                maker.make(file.missing(), listener.stoppable(what));
                file.finish();
              });
    }
  }
}
