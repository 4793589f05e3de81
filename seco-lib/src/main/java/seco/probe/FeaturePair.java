package seco.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import seco.InputException;
import seco.run.Card;

/**
 * Features of training and of test videos that belong together.
 *
 * @param name of the network, or where they come from
 * @param train (N, D)
 * @param test (M, D)
 */
public record FeaturePair(String name, FeatureSet train, FeatureSet test) {
  /**
   * Reads two files of features for a test.
   *
   * @throws InputException if they are not of one network and way, a test video was trained on, or
   *     one is of a class without training video
   */
  public static FeaturePair read(String name, Path train, Path test) throws IOException {
    return read(name, train, test, false);
  }

  /**
   * The same.
   *
   * @param normalised whether each row is divided by its L2 norm
   */
  public static FeaturePair read(String name, Path train, Path test, boolean normalised)
      throws IOException {
    FeatureSet seen = normalised ? FeatureSet.readNormalised(train) : FeatureSet.read(train);
    FeatureSet held = normalised ? FeatureSet.readNormalised(test) : FeatureSet.read(test);
    requireMatching(seen, train, held, test);
    FeatureCards.requireTest(new Card(seen.card()), train, new Card(held.card()), test);
    return new FeaturePair(name, seen, held);
  }

  /**
   * Reads one file, each row of which is compared with all the others.
   *
   * @throws InputException if it holds the test videos of a data set of which the network has seen
   *     some
   */
  public static FeaturePair readWithin(String name, Path file) throws IOException {
    FeatureSet rows = FeatureSet.read(file);
    requireMatching(rows, file, rows, file);
    FeatureCards.requireLeaveOneOut(new Card(rows.card()), file);
    return new FeaturePair(name, rows, rows);
  }

  private static void requireMatching(FeatureSet seen, Path train, FeatureSet held, Path test) {
    if (seen.size() == 0 || held.size() == 0) {
      throw new InputException((seen.size() == 0 ? train : test) + ": holds no features");
    }
    if (seen.dimension() != held.dimension()) {
      throw new InputException(
          "features of size %d in %s, of size %d in %s: not of the same network"
              .formatted(seen.dimension(), train, held.dimension(), test));
    }
    requireLabels(train, seen, test, held);
  }

  private static void requireLabels(Path train, FeatureSet seen, Path test, FeatureSet held) {
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

  /** The same, each set less its own mean, as in DualVar. */
  public FeaturePair centred() {
    return new FeaturePair(name + ", centred", Centring.byOwnMean(train), Centring.byOwnMean(test));
  }

  /**
   * The same, the rows of each group less the group's own mean, in each set by itself.
   *
   * @param name of the result
   * @param group of a row by its name
   */
  public FeaturePair centredWithin(String name, ToIntFunction<String> group) {
    return new FeaturePair(
        name,
        Centring.byGroup(train, train.names().stream().mapToInt(group).toArray()),
        Centring.byGroup(test, test.names().stream().mapToInt(group).toArray()));
  }

  /**
   * The same features asked about another factor than their class.
   *
   * @param label of a row by its name, from 0
   */
  public FeaturePair labelled(ToIntFunction<String> label) {
    return new FeaturePair(
        name,
        train.withLabels(train.names().stream().mapToInt(label).toArray()),
        test.withLabels(test.names().stream().mapToInt(label).toArray()));
  }

  /**
   * The test videos ask the training videos.
   *
   * @param most for how many neighbours the result tells
   */
  public Retrieval retrieval(int most) {
    return Retrieval.of(test, train, most);
  }

  /** What R@k is expected to be where the k videos are drawn blindly, for several k. */
  public double[] chances(int... ks) {
    return IntStream.of(ks)
        .mapToDouble(k -> Retrieval.chance(test.labels(), train.labels(), k))
        .toArray();
  }
}
