package seco.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.probe.FeatureSet;

/** The options that name the features of training and test videos, and what these are. */
final class FeatureFiles {
  /** In a card: of which videos the features are. */
  private static final String STORE = "store";

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

  /**
   * Features that belong together.
   *
   * @param same whether both are one file
   */
  record Pair(FeatureSet train, FeatureSet test, boolean same) {}

  /**
   * Reads both.
   *
   * @throws InputException if they are not of one network and way, or a test video is of a class
   *     without training video
   */
  Pair read() throws IOException {
    FeatureSet seen = FeatureSet.read(train);
    FeatureSet held = FeatureSet.read(test);
    requireMatching(seen, held);
    return new Pair(seen, held, Files.isSameFile(train, test));
  }

  /**
   * Reads both for a comparison of each video with others.
   *
   * @throws InputException as {@link #read}, or if two files hold the same videos, which would find
   *     themselves
   */
  Pair readForNeighbours() throws IOException {
    Pair pair = read();
    String store = pair.train.card().get(STORE);
    if (!pair.same && store != null && store.equals(pair.test.card().get(STORE))) {
      throw new InputException(
          "%s and %s are of the same videos, which would find themselves: give one file as both"
              .formatted(train, test));
    }
    return pair;
  }

  private void requireMatching(FeatureSet seen, FeatureSet held) {
    if (seen.size() == 0 || held.size() == 0) {
      throw new InputException((seen.size() == 0 ? train : test) + ": holds no features");
    }
    if (seen.dimension() != held.dimension()) {
      throw new InputException(
          "features of size %d in %s, of size %d in %s: not of the same network"
              .formatted(seen.dimension(), train, held.dimension(), test));
    }
    requireSameWay(seen.card(), held.card());
    requireLabels(seen, held);
  }

  /** Requires what both cards tell to be equal, but for the videos. */
  private void requireSameWay(Map<String, String> seen, Map<String, String> held) {
    new TreeMap<>(seen)
        .forEach(
            (name, value) -> {
              String other = held.getOrDefault(name, value);
              if (!name.equals(STORE) && !other.equals(value)) {
                throw new InputException(
                    "%s: %s is %s, in %s %s: take both features in the same way"
                        .formatted(train, name, value, test, other));
              }
            });
  }

  private void requireLabels(FeatureSet seen, FeatureSet held) {
    for (int label : seen.labels()) {
      requireLabel(train, label);
    }
    boolean[] known = new boolean[seen.classes()];
    for (int label : seen.labels()) {
      known[label] = true;
    }
    for (int label : held.labels()) {
      requireLabel(test, label);
      if (label >= known.length || !known[label]) {
        throw new InputException(
            test + ": label " + label + " is of no training video in " + train);
      }
    }
  }

  private static void requireLabel(Path file, int label) {
    if (label < 0) {
      throw new InputException(file + ": label " + label + ", labels count from 0");
    }
  }
}
