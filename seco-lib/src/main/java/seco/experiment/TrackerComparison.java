package seco.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.Paper;
import seco.run.Card;
import seco.run.Progress;
import seco.run.Provenance;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Score;
import seco.run.Settings;
import seco.tensor.NamedArrays;
import seco.track.HeadTraining;
import seco.track.IdentityTracker;
import seco.track.Sequence;
import seco.track.TrackConfig;
import seco.track.TrackRun;
import seco.track.Tracker;
import seco.track.otb.Curves;
import seco.track.otb.Evaluation;
import seco.track.otb.OtbReport;
import seco.track.otb.OtbResults;
import seco.track.otb.Protocol;

/**
 * Trackers that differ by their frozen network alone, beside the one that says that nothing moves:
 * each learns a head from the same sequences and is judged by the same others, one pass each. What
 * is finished in the work folder is not done again.
 *
 * @param data to learn from and to judge by
 * @param preset length of the heads' training, {@link TrackConfig#of}
 * @param epochs of the heads' training; 0 for the preset's own
 * @param folder of the heads' runs, in one of its own for the sequences to learn from
 */
@Paper(section = "Object Tracking")
public record TrackerComparison(TrackingData data, String preset, int epochs, Path folder) {
  /** The row of the tracker that says that nothing moves. */
  public static final String IDENTITY = "identity";

  private static final String PROFILE = "ours";
  private static final int STEPS_BETWEEN_SAVES = 200;

  /** With heads trained as long as the preset says. */
  public TrackerComparison(TrackingData data, String preset, Path folder) {
    this(data, preset, 0, folder);
  }

  /** Told what is done. */
  public interface Listener {
    /** The progress of a head's training. */
    Progress head(String label, long seed);

    /** The progress over the frames of all sequences. */
    Progress frames(String label, long seed);

    /** Whether to stop, at a step's or a sequence's edge and with all saved. */
    default boolean stopRequested() {
      return false;
    }
  }

  /** The folder of a row's head, {@link TrackRun#open}. */
  public Path run(String label, long seed) {
    return work().resolve(label + "-" + seed);
  }

  private Path work() {
    return folder.resolve(Sequence.sha256(data.train()).substring(0, 12));
  }

  /** The numbers of the tracker that says that nothing moves. */
  public RunRecords identity(Listener listener) throws IOException, InterruptedException {
    Card card = Card.EMPTY.with("encoder", "none").with("kind", IDENTITY);
    Path results = work().resolve(IDENTITY).resolve(data.name());
    try (Tracker tracker = new IdentityTracker()) {
      return judge(IDENTITY, 0, tracker, results, card, listener);
    }
  }

  /**
   * The numbers of a tracker on a network, whose head is trained first.
   *
   * @param label its row
   * @param seed of its head
   * @throws InterruptedException where the listener requests a stop; the same call goes on
   */
  public RunRecords row(String label, long seed, FrozenNetwork network, Listener listener)
      throws IOException, InterruptedException {
    Path run = head(label, seed, network, listener);
    try (TrackRun opened = TrackRun.open(run);
        Tracker tracker = opened.tracker()) {
      Card card =
          network
              .card()
              .with("tracker", opened.sha256())
              .with("head", title())
              .with("headSteps", opened.steps())
              .with("headTrain", Sequence.sha256(data.train()))
              .with("headTrainSequences", data.train().size());
      Path results = run.resolve("results").resolve(data.name());
      return judge(label, seed, tracker, results, card, listener);
    }
  }

  private String title() {
    String title = "SiamFC, profile %s, preset %s".formatted(PROFILE, preset);
    return epochs == 0 ? title : title + ", %d epochs".formatted(epochs);
  }

  private TrackConfig config(FrozenNetwork network, long seed) {
    TrackConfig config =
        TrackConfig.of(PROFILE, preset, network.encoder().trunk(), weights(network), seed);
    return epochs == 0 ? config : Settings.with(config, Map.of("training.epochs", epochs));
  }

  /** Trains the head of a row to its end, or finds that it is. */
  private Path head(String label, long seed, FrozenNetwork network, Listener listener)
      throws IOException, InterruptedException {
    Path run = run(label, seed);
    try (HeadTraining training = open(run, config(network, seed), network.encoder().arrays())) {
      Progress progress = listener.head(label, seed);
      if (!training.finish(STEPS_BETWEEN_SAVES, progress, listener::stopRequested)) {
        throw new InterruptedException(run + ": stopped and saved");
      }
    }
    return run;
  }

  private HeadTraining open(Path run, TrackConfig config, NamedArrays network) throws IOException {
    if (!Files.exists(run.resolve("config.json"))) {
      return HeadTraining.start(config, data.train(), network, run);
    }
    HeadTraining training = HeadTraining.resume(run, data.train());
    double factor = config.head().responseFactor(); // which was measured when it began
    if (!Settings.with(training.config(), "head.responseFactor", factor).equals(config)) {
      training.close();
      throw new InputException(
          run
              + ": a head on another network or with other settings; delete it or choose another"
              + " folder of runs");
    }
    return training;
  }

  /** The name of a network in its head's settings: the fingerprint of its weights. */
  private static String weights(FrozenNetwork network) {
    return network.card().get(FrozenNetwork.ENCODER).orElseThrow();
  }

  private RunRecords judge(
      String label, long seed, Tracker tracker, Path results, Card of, Listener listener)
      throws IOException, InterruptedException {
    Evaluation evaluation =
        new Evaluation(data.test(), Protocol.OPE, new OtbResults(results.resolve(label)));
    if (!evaluation.run(tracker, listener.frames(label, seed), listener::stopRequested)) {
      throw new InterruptedException(results + ": stopped between two sequences");
    }
    OtbReport report = evaluation.otb();
    Card card =
        of.with("protocol", Protocol.OPE.id())
            .with("data", data.name())
            .with("test", evaluation.dataSha256())
            .with("testRows", data.test().size())
            .with(Score.COMMIT, Provenance.currentCommit());
    List<RunRecord> rows = new ArrayList<>();
    Rows into = (metric, value) -> rows.add(record(label, seed, metric, value, card));
    report.framesPerSecond().ifPresent(speed -> into.add("framesPerSecond", speed));
    scores(report.overall(), "", into);
    report.sequences().forEach((name, curves) -> scores(curves, "/" + name, into));
    curve(report.overall().success(), TrackerResults.SUCCESS, into);
    curve(report.overall().precision(), TrackerResults.PRECISION, into);
    return new RunRecords(rows);
  }

  /** The numbers of some rows as results. */
  public TrackerResults results(RunRecords records) {
    return new TrackerResults(records, SequenceTable.of(data.test()));
  }

  /** Takes a number. */
  @FunctionalInterface
  private interface Rows {
    void add(String metric, double value);
  }

  private static RunRecord record(String label, long seed, String metric, double value, Card card) {
    return new RunRecord(label, seed, new Score(metric, value, card));
  }

  private static void scores(Curves curves, String of, Rows into) {
    into.add(TrackerResults.SUCCESS_AUC + of, curves.successAuc());
    into.add(TrackerResults.PRECISION_20 + of, curves.precision20());
    into.add(TrackerResults.NORMALIZED_PRECISION + of, curves.normalizedPrecision20());
  }

  private static void curve(double[] curve, String name, Rows into) {
    for (int k = 0; k < curve.length; k++) {
      into.add(name + "@" + k, curve[k]);
    }
  }
}
