package seco.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import seco.InputException;

/**
 * Features of training and of test videos that belong together.
 *
 * @param name of the network, or where they come from
 * @param train (N, D)
 * @param test (M, D)
 */
public record FeaturePair(String name, FeatureSet train, FeatureSet test) {
  /** In a card: of which videos the features are. */
  private static final String STORE = "store";

  /**
   * Reads two files of features.
   *
   * @throws InputException if they are not of one network and way, or a test video is of a class
   *     without training video
   */
  public static FeaturePair read(String name, Path train, Path test) throws IOException {
    FeatureSet seen = FeatureSet.read(train);
    FeatureSet held = FeatureSet.read(test);
    if (seen.size() == 0 || held.size() == 0) {
      throw new InputException((seen.size() == 0 ? train : test) + ": holds no features");
    }
    if (seen.dimension() != held.dimension()) {
      throw new InputException(
          "features of size %d in %s, of size %d in %s: not of the same network"
              .formatted(seen.dimension(), train, held.dimension(), test));
    }
    requireSameWay(train, seen.card(), test, held.card());
    requireLabels(train, seen, test, held);
    return new FeaturePair(name, seen, held);
  }

  /**
   * Reads two files for a comparison of each test video with the training videos.
   *
   * @throws InputException as {@link #read}, or if both hold the same videos, which would find
   *     themselves
   */
  public static FeaturePair readForNeighbours(String name, Path train, Path test)
      throws IOException {
    FeaturePair pair = read(name, train, test);
    String store = pair.train.card().get(STORE);
    if (store != null && store.equals(pair.test.card().get(STORE))) {
      throw new InputException(
          "%s and %s are of the same videos, which would find themselves: give one file as both"
              .formatted(train, test));
    }
    return pair;
  }

  /** Requires what both cards tell to be equal, but for the videos. */
  private static void requireSameWay(
      Path train, Map<String, String> seen, Path test, Map<String, String> held) {
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
