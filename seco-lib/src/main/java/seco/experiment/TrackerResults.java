package seco.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import seco.InputException;
import seco.run.RunRecords;
import seco.run.SafeFile;
import seco.run.Score;
import seco.track.otb.Attribute;
import seco.track.otb.Bootstrap;
import seco.track.otb.Curves;

/**
 * The kept numbers of a comparison of trackers. A number of a sequence is the mean over the seeds
 * that there are; intervals are over sequences.
 *
 * @param records of all trackers, {@link TrackerComparison}
 * @param sequences by which they were judged
 */
public record TrackerResults(RunRecords records, SequenceTable sequences) {
  /** Area under the curve of success. */
  public static final String SUCCESS_AUC = "successAuc";

  /** Share of frames whose centre is at most 20 pixels off. */
  public static final String PRECISION_20 = "precision20";

  /** Share of frames whose centre is at most a fifth of the target's size off. */
  public static final String NORMALIZED_PRECISION = "normalizedPrecision";

  /** The numbers of each tracker and of each sequence. */
  public static final List<String> METRICS =
      List.of(SUCCESS_AUC, PRECISION_20, NORMALIZED_PRECISION);

  /** The curve of success: {@code success@10} at an overlap of 0.5. */
  static final String SUCCESS = "success";

  /** The curve of precision: {@code precision@20} at 20 pixels. */
  static final String PRECISION = "precision";

  /** What cards of trackers may say differently: their networks, and heads where one has none. */
  private static final Set<String> OF_THE_TRACKER =
      union(Score.OF_THE_NETWORK, Set.of("tracker", "headSteps"));

  private static final Set<String> OF_A_HEAD = Set.of("head", "headTrain", "headTrainSequences");

  private static Set<String> union(Set<String> some, Set<String> more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(more);
    return Set.copyOf(all);
  }

  /**
   * Requires every tracker to have been judged by the same sequences, with heads that learned in
   * the same way.
   */
  public TrackerResults {
    List<Score> scores =
        records.rows().stream()
            .filter(row -> row.metric().equals(SUCCESS_AUC))
            .map(row -> row.score())
            .toList();
    if (scores.isEmpty()) {
      throw new InputException("records without '" + SUCCESS_AUC + "' are of no tracker");
    }
    for (Score score : scores) {
      boolean headless = score.card().get("head").isEmpty();
      Score first =
          headless
              ? scores.get(0)
              : scores.stream()
                  .filter(s -> s.card().get("head").isPresent())
                  .findFirst()
                  .orElseThrow();
      Set<String> aside = headless ? union(OF_THE_TRACKER, OF_A_HEAD) : OF_THE_TRACKER;
      score.card().requireLike(first.card(), aside, "trackers of two protocols");
    }
  }

  /**
   * Reads {@code name.csv}, its cards and {@code name.sequences.csv}.
   *
   * @throws InputException naming file, line and value of what is wrong
   */
  public static TrackerResults read(Path folder, String name) throws IOException {
    return new TrackerResults(
        RunRecords.read(folder.resolve(name + ".csv")),
        SequenceTable.read(folder.resolve(name + ".sequences.csv")));
  }

  /** Writes the same files. */
  public void write(Path folder, String name) throws IOException {
    SafeFile.createFolder(folder);
    sequences.write(folder.resolve(name + ".sequences.csv"));
    records.write(folder.resolve(name + ".csv"));
  }

  /** The trackers in their order. */
  public List<String> trackers() {
    return records.variants();
  }

  /** Runs of a tracker, which differ by their seeds. */
  public int runs(String tracker) {
    return records.values(tracker, SUCCESS_AUC).length;
  }

  /** The mean over sequences, and the interval in which their choice leaves it. */
  public Bootstrap.Range range(String tracker, String metric) {
    return Bootstrap.ofMean(bySequence(tracker, metric));
  }

  /** What one tracker has above another, sequence by sequence, with its interval. */
  public Bootstrap.Range above(String tracker, String other, String metric) {
    double[] these = bySequence(tracker, metric);
    double[] those = bySequence(other, metric);
    double[] differences = new double[these.length];
    Arrays.setAll(differences, i -> these[i] - those[i]);
    return Bootstrap.ofMean(differences);
  }

  /** The numbers of a tracker, one a sequence in their order. */
  public double[] bySequence(String tracker, String metric) {
    return sequences.names().stream()
        .mapToDouble(name -> mean(tracker, metric + "/" + name))
        .toArray();
  }

  /** The mean over those sequences that have an attribute, for each that some have. */
  public Map<Attribute, Map<String, Double>> byAttribute(String metric) {
    Map<Attribute, Map<String, Double>> table = new EnumMap<>(Attribute.class);
    for (Attribute attribute : Attribute.values()) {
      List<String> names = sequences.with(attribute);
      if (!names.isEmpty()) {
        Map<String, Double> row = new LinkedHashMap<>();
        for (String tracker : trackers()) {
          row.put(
              tracker,
              names.stream()
                  .mapToDouble(name -> mean(tracker, metric + "/" + name))
                  .average()
                  .orElseThrow());
        }
        table.put(attribute, row);
      }
    }
    return table;
  }

  /** The mean curve of success, {@link Curves#success}. */
  public double[] success(String tracker) {
    return curve(tracker, SUCCESS, Curves.SUCCESS_THRESHOLDS);
  }

  /** The mean curve of precision, {@link Curves#precision}. */
  public double[] precision(String tracker) {
    return curve(tracker, PRECISION, Curves.PRECISION_THRESHOLDS);
  }

  private double[] curve(String tracker, String name, int thresholds) {
    double[] curve = new double[thresholds];
    Arrays.setAll(curve, k -> mean(tracker, name + "@" + k));
    return curve;
  }

  private double mean(String tracker, String metric) {
    return Arrays.stream(records.values(tracker, metric))
        .average()
        .orElseThrow(() -> new InputException("tracker '" + tracker + "': no " + metric));
  }
}
