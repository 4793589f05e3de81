package seco.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.experiment.LabData;
import seco.lab.LabConfig;
import seco.run.ProtocolCard;
import seco.run.Scale;
import seco.run.Workspace;
import seco.video.FrameStore;

/** Which videos a fine-tuning learns from, and by which it is tested. */
final class SplitOptions {
  private static final long LAB_SEED = 1; // of the notebooks' videos

  @Option(
      names = "--data",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description =
          "Folder of a data set with frame stores frames/train1 and frames/test1, as data-scripts"
              + " make them. Without --data and --store: the video lab's.")
  private @Nullable Path data;

  @Option(
      names = "--split",
      paramLabel = "1|2|3",
      description = "Which official split (default 1).")
  private @Nullable Integer split;

  @Option(
      names = "--store",
      converter = Options.PathConverter.class,
      paramLabel = "STORE",
      description = "In place of --data: the frame store of the training videos.")
  private @Nullable Path store;

  @Option(
      names = "--test-store",
      converter = Options.PathConverter.class,
      paramLabel = "STORE",
      description = "With --store: that of the test videos, which finetune test then takes.")
  private @Nullable Path testStore;

  /** The stores of the training and test videos. */
  record Stores(Path train, @Nullable Path test) {}

  void check() {
    if (data != null && store != null) {
      throw new InputException("--store " + store + ": does not go with --data");
    }
    if (testStore != null && store == null) {
      throw new InputException("--test-store " + testStore + ": goes with --store");
    }
    if (split != null) {
      Options.requireWithin("--split", split, 1, 3);
      if (data == null && store == null) {
        throw new InputException("--split " + split + ": the lab has no splits; name --data DIR");
      }
    }
  }

  boolean given() {
    return data != null || store != null || split != null;
  }

  /** The stores; those of the lab are made where they are missing. */
  Stores stores(Console console) throws IOException {
    if (store != null) {
      return new Stores(store, testStore);
    }
    if (data != null) {
      int number = split == null ? 1 : split;
      return new Stores(part("train" + number), part("test" + number));
    }
    double bias = LabConfig.standard().sceneBias();
    ProgressLine progress = console.progress("videos and frame stores", 0);
    try (LabData lab = LabData.open(Workspace.data(), Scale.current(), bias, LAB_SEED, progress)) {
      return new Stores(lab.train().folder(), lab.test().folder());
    }
  }

  private Path part(String name) {
    Path folder = Path.of(String.valueOf(data)).resolve("frames").resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          "%s: no such store; data-scripts make it with --split N, seco frames from lists/%s.txt"
              .formatted(folder, name));
    }
    return folder;
  }

  /**
   * Requires a store to be of the split that was asked for.
   *
   * @throws InputException if its card says another, or nothing says which it is
   */
  void requireSplit(FrameStore frames) throws IOException {
    if (split == null) {
      return;
    }
    Optional<ProtocolCard> card = ProtocolCard.in(frames.folder(), frames.listSha256());
    String said = card.map(ProtocolCard::split).orElse("");
    if (!said.equals(String.valueOf(split))) {
      throw new InputException(
          "--split %d: %s is of %s"
              .formatted(
                  split,
                  frames.folder(),
                  card.map(ProtocolCard::name)
                      .orElse("a list without a card; seco data list makes one with it")));
    }
  }
}
