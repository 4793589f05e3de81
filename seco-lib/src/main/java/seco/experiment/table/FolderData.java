package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import seco.experiment.TrackingData;

/**
 * Real videos, as {@code data-scripts} lay them out.
 *
 * @param root with a folder for each data set
 */
record FolderData(Path root) implements TableData {
  private static final int SPLITS = 3;
  private static final String TRAIN = "train";
  private static final String VAL = "val";
  private static final String TEST = "test";

  @Override
  public String label(String column) {
    return column;
  }

  @Override
  public Optional<String> missing(String column) {
    PaperData set = PaperData.of(column);
    return switch (set) {
      case KINETICS, ACTIVITYNET -> firstMissing(set, TRAIN, VAL);
      case UCF101, HMDB51 ->
          splitParts(set).isEmpty() ? firstMissing(set, TRAIN + 1, TEST + 1) : Optional.empty();
      case GOT10K, OTB100 -> {
        Optional<String> heads = missingFolder(PaperData.GOT10K, root.resolve("got10k"));
        yield heads.isPresent()
            ? heads
            : missingFolder(PaperData.OTB100, PaperData.OTB100.sequences(root));
      }
    };
  }

  @Override
  public Optional<String> missingFirst(String column) {
    return firstMissing(PaperData.of(column), TRAIN + 1, TEST + 1);
  }

  @Override
  public Optional<String> missingPretraining(PaperData set) {
    return firstMissing(set, learned(set));
  }

  /** The part of a data set of which a pretraining learns. */
  private static String learned(PaperData set) {
    return set == PaperData.KINETICS ? TRAIN : TRAIN + 1;
  }

  private Optional<String> firstMissing(PaperData set, String... parts) {
    for (String part : parts) {
      Path store = set.store(root, part);
      if (!Files.isDirectory(store)) {
        return missingFolder(set, store);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> missingFolder(PaperData set, Path folder) {
    return Files.isDirectory(folder)
        ? Optional.empty()
        : Optional.of(folder + ": not there; data-scripts/" + set.folder() + " makes it");
  }

  @Override
  public Path pretraining(PaperData set) {
    return set.store(root, learned(set));
  }

  @Override
  public Parts linear(String column) {
    PaperData set = PaperData.of(column);
    return Parts.whole(set.store(root, TRAIN), set.store(root, VAL));
  }

  @Override
  public List<Parts> splits(String column) {
    return splitParts(PaperData.of(column));
  }

  private List<Parts> splitParts(PaperData set) {
    List<Parts> splits = new ArrayList<>();
    for (int split = 1; split <= SPLITS; split++) {
      Parts parts = part(set, split);
      if (Files.isDirectory(parts.train()) && Files.isDirectory(parts.test())) {
        splits.add(parts);
      }
    }
    return splits;
  }

  @Override
  public Parts first(String column) {
    return part(PaperData.of(column), 1);
  }

  private Parts part(PaperData set, int split) {
    return new Parts(set.store(root, TRAIN + split), set.store(root, TEST + split), split);
  }

  @Override
  public TrackingData tracking() throws IOException {
    return new TrackingData(
        PaperData.OTB100.folder(),
        TrackingData.toLearnFrom(root.resolve(PaperData.GOT10K.folder())),
        TrackingData.toJudgeBy(PaperData.OTB100.sequences(root)));
  }
}
