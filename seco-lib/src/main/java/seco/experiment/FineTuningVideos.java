package seco.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.lab.LabConfig;
import seco.run.Progress;
import seco.run.ProtocolCard;
import seco.run.Scale;
import seco.video.FrameStore;

/**
 * The labelled videos of a comparison of fine-tunings: the lab's, other ones for every seed, or
 * official splits of a data set, the same for all seeds.
 *
 * @param name {@code lab}, or the data set's
 * @param folder with the frame stores {@code frames/train1}, {@code frames/test1} and so on, as
 *     data-scripts make them; null for the lab
 * @param splits which ones: a single one, or all three, whose mean is taken; empty for the lab
 */
public record FineTuningVideos(String name, @Nullable Path folder, List<Integer> splits) {
  private static final int SPLITS = 3;

  /** The video lab's. */
  public static final FineTuningVideos LAB = new FineTuningVideos("lab", null, List.of());

  public FineTuningVideos {
    splits = List.copyOf(splits);
  }

  /**
   * Splits of a data set.
   *
   * @param splits which ones; empty for those whose stores are there
   * @throws InputException if one is missing, there is none, or they are two of the three
   */
  public static FineTuningVideos in(Path folder, String name, List<Integer> splits) {
    List<Integer> meant =
        splits.isEmpty()
            ? IntStream.rangeClosed(1, SPLITS).filter(n -> isThere(folder, n)).boxed().toList()
            : splits.stream().sorted().toList();
    if (meant.isEmpty()) {
      throw new InputException(
          folder + ": no stores frames/train1 and frames/test1; data-scripts make them");
    }
    for (int split : meant) {
      if (split < 1 || split > SPLITS) {
        throw new InputException("split " + split + ": must be 1, 2 or 3");
      }
      if (!isThere(folder, split)) {
        throw new InputException(
            "%s: no stores frames/train%d and frames/test%d; data-scripts make them with --split %d"
                .formatted(folder, split, split, split));
      }
    }
    if (meant.size() > 1 && !meant.equals(List.of(1, 2, 3))) {
      throw new InputException(
          "splits %s: choose one of them, or all three for their mean".formatted(meant));
    }
    return new FineTuningVideos(name, folder, meant);
  }

  private static boolean isThere(Path folder, int split) {
    return Files.isDirectory(store(folder, "train", split))
        && Files.isDirectory(store(folder, "test", split));
  }

  private static Path store(Path folder, String part, int split) {
    return folder.resolve("frames").resolve(part + split);
  }

  /**
   * What a network learns from, and what judges it.
   *
   * @param number of the split; 0 for the lab, which has none
   * @param train frame store
   * @param test frame store
   */
  public record Split(int number, Path train, Path test) {}

  /**
   * The videos of a seed; those of the lab are made where they are missing.
   *
   * @param data folder of the data sets
   * @throws InputException if a store says that it is of another split
   */
  List<Split> of(long seed, Scale scale, Path data, Progress progress) throws IOException {
    if (folder == null) {
      double bias = LabConfig.standard().sceneBias();
      try (LabData lab = LabData.open(data, scale, bias, seed, progress)) {
        return List.of(new Split(0, lab.train().folder(), lab.test().folder()));
      }
    }
    Path place = folder.toAbsolutePath();
    for (int split : splits) {
      requireSplit(store(place, "train", split), split);
      requireSplit(store(place, "test", split), split);
    }
    return splits.stream()
        .map(n -> new Split(n, store(place, "train", n), store(place, "test", n)))
        .toList();
  }

  private static void requireSplit(Path folder, int split) throws IOException {
    try (FrameStore store = FrameStore.open(folder)) {
      Optional<ProtocolCard> card = ProtocolCard.in(folder, store.listSha256());
      String said = card.map(ProtocolCard::split).orElse("");
      if (!said.isEmpty() && !said.equals(String.valueOf(split))) {
        throw new InputException(
            "%s: is of %s".formatted(folder, card.map(ProtocolCard::name).orElse(said)));
      }
    }
  }
}
