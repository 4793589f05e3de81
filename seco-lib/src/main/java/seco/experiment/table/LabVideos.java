package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import seco.experiment.LabData;
import seco.experiment.TrackingData;
import seco.experiment.UntrimmedLab;
import seco.lab.LabConfig;
import seco.run.Progress;
import seco.run.Scale;

/**
 * The video lab in the place of the paper's data sets, to run a table's whole chain. Its columns
 * have names of their own.
 *
 * @param root folder of the data sets, which are made where they are missing
 * @param scale of the videos
 * @param seed of all their randomness
 * @param progress of their making
 */
record LabVideos(Path root, Scale scale, long seed, Progress progress) implements TableData {
  @Override
  public String label(String column) {
    return labelOf(column);
  }

  /** The name of a column's videos. */
  static String labelOf(String column) {
    return switch (PaperData.of(column)) {
      case KINETICS, UCF101 -> "lab";
      case ACTIVITYNET -> "lab-untrimmed";
      case HMDB51 -> "lab-bias0";
      case GOT10K, OTB100 -> column.replace("otb", "lab");
    };
  }

  @Override
  public Optional<String> missing(String column) {
    return Optional.empty();
  }

  @Override
  public Optional<String> missingFirst(String column) {
    return Optional.empty();
  }

  @Override
  public Optional<String> missingPretraining(PaperData set) {
    return Optional.empty();
  }

  @Override
  public Path pretraining(PaperData set) throws IOException {
    return trimmed(LabConfig.standard().sceneBias()).train();
  }

  /** The frame store of the stills on which the start is trained. */
  Path stills() throws IOException {
    try (LabData lab =
        LabData.open(root, scale, LabConfig.standard().sceneBias(), seed, progress)) {
      return lab.stills().folder();
    }
  }

  private Parts trimmed(double sceneBias) throws IOException {
    try (LabData lab = LabData.open(root, scale, sceneBias, seed, progress)) {
      return Parts.whole(lab.train().folder(), lab.test().folder());
    }
  }

  @Override
  public Parts linear(String column) throws IOException {
    double sceneBias = LabConfig.standard().sceneBias();
    if (PaperData.of(column) == PaperData.KINETICS) {
      return trimmed(sceneBias);
    }
    try (UntrimmedLab lab = UntrimmedLab.open(root, scale, sceneBias, seed, progress)) {
      return Parts.whole(lab.train().folder(), lab.test().folder());
    }
  }

  @Override
  public List<Parts> splits(String column) throws IOException {
    boolean biased = PaperData.of(column) == PaperData.UCF101;
    return List.of(trimmed(biased ? LabConfig.standard().sceneBias() : 0));
  }

  @Override
  public Parts first(String column) throws IOException {
    return splits(column).get(0);
  }

  @Override
  public TrackingData tracking() throws IOException {
    return TrackingData.lab(root, scale, progress);
  }
}
