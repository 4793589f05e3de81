package seco.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import seco.InputException;
import seco.probe.FeaturePair;
import seco.probe.FeatureSet;
import seco.run.Workspace;

/**
 * The features that a notebook judges: the lab's, or your own from files.
 *
 * @param pairs at least one
 * @param own whether they are the reader's own
 */
public record RealFeatures(List<FeaturePair> pairs, boolean own) {
  private static final String TRAIN = "train.safetensors";
  private static final String TEST = "test.safetensors";

  public RealFeatures {
    pairs = List.copyOf(pairs);
  }

  /**
   * The features in the folder that {@code SECO_FEATURES} names, or the lab's where it names none.
   *
   * @throws InputException if a file is missing, or the two do not belong together
   */
  public static RealFeatures orThoseOf(FeaturePair... lab) throws IOException {
    Optional<Path> named = Workspace.features();
    return named.isPresent() ? in(named.get()) : new RealFeatures(List.of(lab), false);
  }

  /** The features in a folder, as {@code seco features} writes them. */
  static RealFeatures in(Path folder) throws IOException {
    for (String file : List.of(TRAIN, TEST)) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new InputException(
            folder.resolve(file)
                + ": missing; SECO_FEATURES names a folder with "
                + TRAIN
                + " and "
                + TEST
                + ", which seco features writes");
      }
    }
    String name = folder.getFileName().toString();
    return new RealFeatures(
        List.of(FeaturePair.read(name, folder.resolve(TRAIN), folder.resolve(TEST))), true);
  }

  /** How many training videos there are. */
  public int gallery() {
    return pairs.get(0).train().size();
  }

  /**
   * The names of the classes: the lab's, or for your own features the folder in which all videos of
   * a class lie, else the class's number.
   */
  public List<String> classes(List<String> lab) {
    if (!own) {
      return lab;
    }
    FeatureSet train = pairs.get(0).train();
    List<String> names =
        IntStream.range(0, train.classes()).mapToObj(label -> folder(train, label)).toList();
    return new HashSet<>(names).size() == names.size()
        ? names
        : IntStream.range(0, names.size()).mapToObj(RealFeatures::numbered).toList();
  }

  /** The folder in which all videos of a class lie. */
  private static String folder(FeatureSet features, int label) {
    List<String> folders =
        IntStream.range(0, features.size())
            .filter(i -> features.labels()[i] == label)
            .mapToObj(i -> features.names().get(i).split("/"))
            .map(parts -> parts.length < 2 ? "" : parts[parts.length - 2])
            .distinct()
            .toList();
    boolean one = folders.size() == 1 && !folders.get(0).isEmpty();
    return one ? folders.get(0) : numbered(label);
  }

  private static String numbered(int label) {
    return "class " + label;
  }

  /** Says whose features these are. */
  @Override
  public String toString() {
    FeaturePair first = pairs.get(0);
    String sizes =
        "%,d test videos ask %,d training videos, %,d numbers each"
            .formatted(first.test().size(), first.train().size(), first.train().dimension());
    return own
        ? sizes + ": the features in " + first.name() + ", which SECO_FEATURES names"
        : sizes + ": the lab's; SECO_FEATURES=FOLDER takes yours in their place";
  }
}
