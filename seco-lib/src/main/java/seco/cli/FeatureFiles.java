package seco.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.probe.FeaturePair;
import seco.probe.FeatureSet;

/** The options that name the features of training and test videos, and what these are. */
final class FeatureFiles {
  @Option(
      names = "--train",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description = "Features of the training videos.")
  private Path train = Path.of("");

  @Option(
      names = "--test",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description = "Features of the test videos.")
  private Path test = Path.of("");

  /** The files that the command line names. */
  FeatureFiles() {}

  FeatureFiles(Path train, Path test) {
    this.train = train;
    this.test = test;
  }

  Path train() {
    return train;
  }

  Path test() {
    return test;
  }

  /**
   * Features that belong together.
   *
   * @param same whether both are one file
   */
  record Pair(FeatureSet train, FeatureSet test, boolean same) {}

  /**
   * Reads both as training and test.
   *
   * @param normalised whether each row is divided by its L2 norm
   * @throws InputException as {@link FeaturePair#read}
   */
  Pair readForTest(boolean normalised) throws IOException {
    FeaturePair pair = FeaturePair.read("", train, test, normalised);
    return new Pair(pair.train(), pair.test(), false);
  }

  /**
   * Reads both for a comparison of each video with others: two files as training and test, one file
   * as both, where each video is left out of what it is compared with.
   *
   * @throws InputException as {@link FeaturePair#read} or {@link FeaturePair#readWithin}
   */
  Pair readForNeighbours() throws IOException {
    boolean same = Files.exists(train) && Files.exists(test) && Files.isSameFile(train, test);
    if (same) {
      FeaturePair rows = FeaturePair.readWithin("", train);
      return new Pair(rows.train(), rows.test(), true);
    }
    return readForTest(false);
  }
}
