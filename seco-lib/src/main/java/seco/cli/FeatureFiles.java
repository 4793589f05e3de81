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

  Path train() {
    return train;
  }

  /**
   * Features that belong together.
   *
   * @param same whether both are one file
   */
  record Pair(FeatureSet train, FeatureSet test, boolean same) {}

  /**
   * Reads both.
   *
   * @throws InputException as {@link FeaturePair#read}
   */
  Pair read() throws IOException {
    FeaturePair pair = FeaturePair.read(train.toString(), train, test);
    return new Pair(pair.train(), pair.test(), Files.isSameFile(train, test));
  }

  /**
   * Reads both for a comparison of each video with others.
   *
   * @throws InputException as {@link FeaturePair#readForNeighbours}; one file as both is allowed
   */
  Pair readForNeighbours() throws IOException {
    if (Files.exists(train) && Files.exists(test) && Files.isSameFile(train, test)) {
      return read();
    }
    FeaturePair pair = FeaturePair.readForNeighbours(train.toString(), train, test);
    return new Pair(pair.train(), pair.test(), false);
  }
}
