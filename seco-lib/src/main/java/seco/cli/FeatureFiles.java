package seco.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.probe.FeatureCards;
import seco.probe.FeatureSet;
import seco.run.Card;

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
   * Reads both as training and test.
   *
   * @throws InputException if they are not of one network and way, a test video was trained on, or
   *     one is of a class without training video
   */
  Pair readForTest() throws IOException {
    Pair pair = read();
    FeatureCards.requireTest(card(pair.train), train, card(pair.test), test);
    return pair;
  }

  /**
   * Reads both for a comparison of each video with others: two files as training and test, one file
   * as both, where each video is left out of what it is compared with.
   *
   * @throws InputException as {@link #readForTest}
   */
  Pair readForNeighbours() throws IOException {
    Pair pair = read();
    if (pair.same) {
      FeatureCards.requireLeaveOneOut(card(pair.train), train);
      return pair;
    }
    try {
      FeatureCards.requireTest(card(pair.train), train, card(pair.test), test);
    } catch (InputException e) {
      throw new InputException(
          e.getMessage() + " (to compare each video with all others give one file as both)", e);
    }
    return pair;
  }

  private Pair read() throws IOException {
    FeatureSet seen = FeatureSet.read(train);
    boolean same = Files.isRegularFile(test) && Files.isSameFile(train, test);
    FeatureSet held = same ? seen : FeatureSet.read(test);
    requireMatching(seen, held);
    return new Pair(seen, held, same);
  }

  private static Card card(FeatureSet features) {
    return new Card(features.card());
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
    requireLabels(seen, held);
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
