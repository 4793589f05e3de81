package seco.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import seco.InputException;
import seco.Paper;
import seco.run.Interval;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.SafeFile;
import seco.run.Score;

/**
 * The kept numbers of a comparison of fine-tunings. Intervals are over seeds.
 *
 * @param records of all networks, {@link FineTuningComparison}
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition", table = 3)
public record FineTuningRecords(RunRecords records) {
  /** Share of test videos that were recognised. */
  public static final String TOP1 = "top1";

  /** Share of test videos whose class is among the first five. */
  public static final String TOP5 = "top5";

  /** Share that a linear machine recognised by the features before the fine-tuning. */
  public static final String FROZEN = "frozenTop1";

  /** The loss of an epoch, the mean over its steps: {@code loss@0} of the first. */
  public static final String LOSS = "loss";

  /** The share of training videos that were recognised in an epoch, under dropout. */
  public static final String TRAINING_TOP1 = "trainingTop1";

  /** What cards may say differently: the networks, and an untrained one's learning norms. */
  private static final Set<String> OF_THE_NETWORK = ofTheNetwork();

  private static Set<String> ofTheNetwork() {
    Set<String> fields = new HashSet<>(Score.OF_THE_NETWORK);
    fields.add("norms");
    return Set.copyOf(fields);
  }

  /**
   * Requires all networks to have been fine-tuned and tested alike, and those of a seed on the same
   * videos.
   */
  public FineTuningRecords {
    List<RunRecord> rows =
        records.rows().stream().filter(row -> row.metric().equals(TOP1)).toList();
    if (rows.isEmpty()) {
      throw new InputException("records without '" + TOP1 + "' are of no fine-tuning");
    }
    Set<String> aside = new HashSet<>(OF_THE_NETWORK);
    aside.addAll(Score.OF_THE_VIDEOS);
    for (RunRecord row : rows) {
      Score first = rows.get(0).score();
      row.score().card().requireLike(first.card(), aside, "fine-tunings of two protocols");
    }
  }

  /** Reads {@code name.csv} and its cards. */
  public static FineTuningRecords read(Path folder, String name) throws IOException {
    return new FineTuningRecords(RunRecords.read(folder.resolve(name + ".csv")));
  }

  /** Writes the same files. */
  public void write(Path folder, String name) throws IOException {
    SafeFile.createFolder(folder);
    records.write(folder.resolve(name + ".csv"));
  }

  /** The networks in their order. */
  public List<String> networks() {
    return records.variants();
  }

  /** The mean over seeds with its interval; without an interval for a single seed. */
  public Interval interval(String network, String metric) {
    return Interval.of(values(network, metric));
  }

  /** The numbers of a network, one a seed. */
  public double[] values(String network, String metric) {
    double[] values = records.values(network, metric);
    if (values.length == 0) {
      throw new InputException("network '" + network + "': no " + metric);
    }
    return values;
  }

  /**
   * What one network has above another, seed by seed, for the seeds of the first.
   *
   * @throws InputException if the other lacks a seed, or was judged on other videos
   */
  public double[] above(String network, String other, String metric) {
    return records.rows().stream()
        .filter(row -> row.variant().equals(network) && row.metric().equals(metric))
        .mapToDouble(row -> row.value() - paired(row, other).value())
        .toArray();
  }

  private Score paired(RunRecord row, String other) {
    Optional<Score> paired = records.score(other, row.seed(), row.metric());
    if (paired.isEmpty()) {
      throw new InputException(
          "%s of %s, seed %d: %s has none of that seed"
              .formatted(row.metric(), row.variant(), row.seed(), other));
    }
    String what = row.metric() + " of two protocols cannot be compared";
    row.score().card().requireLike(paired.get().card(), OF_THE_NETWORK, what);
    return paired.get();
  }

  /**
   * A curve of the training, the mean over seeds.
   *
   * @param metric {@link #LOSS} or {@link #TRAINING_TOP1}
   * @return a number for each epoch
   */
  public double[] curve(String network, String metric) {
    int epochs = 0;
    while (records.values(network, metric + "@" + epochs).length > 0) {
      epochs++;
    }
    double[] curve = new double[epochs];
    Arrays.setAll(curve, epoch -> interval(network, metric + "@" + epoch).mean());
    return curve;
  }
}
