package seco.experiment;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import seco.InputException;
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarTraining;
import seco.pretrain.PretrainedDualVar;
import seco.run.Card;
import seco.run.Progress;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Score;
import seco.run.Settings;
import seco.video.FrameStore;

/**
 * What do differences within a video add? The networks of DualVar's comparison, trained and judged
 * on the videos of two stores. What is finished in the work folder is not done again, and an
 * interrupted training goes on.
 *
 * @param preset of the trainings, {@link DualVarConfig#preset}
 * @param changes to it, by path
 * @param train on which the networks and the classifier are trained
 * @param test on which they are judged
 * @param work folder of the runs
 */
public record DualVarComparison(
    String preset, Map<String, ?> changes, FrameStore train, FrameStore test, Path work) {
  private static final int STEPS_BETWEEN_SAVES = 100;

  public DualVarComparison {
    changes = Map.copyOf(changes);
  }

  /** Told what is done. */
  public interface Listener {
    /** The progress of a training. */
    Progress steps(DualVarRow row, long seed);

    /** The progress over the videos by which a network is judged. */
    Progress videos(DualVarRow row, long seed);

    /** Whether to stop, at a step's edge and with all saved. */
    default boolean stopRequested() {
      return false;
    }
  }

  /**
   * Trains and judges rows of a seed.
   *
   * @throws InterruptedException where the listener requests a stop; the same call goes on
   */
  public RunRecords run(List<DualVarRow> rows, long seed, Listener listener)
      throws IOException, InterruptedException {
    RunRecords all = new RunRecords(List.of());
    for (DualVarRow row : rows) {
      if (row.isTrained()) {
        train(row, seed, listener);
      }
      if (listener.stopRequested()) {
        throw new InterruptedException(work + ": stopped between two networks");
      }
      all = all.and(judge(row, seed, listener.videos(row, seed)));
    }
    return all;
  }

  private void train(DualVarRow row, long seed, Listener listener)
      throws IOException, InterruptedException {
    try (DualVarTraining training = open(row, seed)) { // a finished one has no steps left
      Progress progress = listener.steps(row, seed);
      if (!training.finish(STEPS_BETWEEN_SAVES, progress, listener::stopRequested)) {
        throw new InterruptedException(run(row, seed) + ": stopped and saved");
      }
    }
  }

  /**
   * Opens the training of a row: a new one, or the one that was interrupted. The caller closes it.
   * A finished one has no steps left.
   *
   * @throws InputException for {@link DualVarRow#RANDOM}, and where the run was begun with other
   *     settings
   */
  public DualVarTraining open(DualVarRow row, long seed) throws IOException {
    if (!row.isTrained()) {
      throw new InputException("row '" + row.label() + "': random weights are not trained");
    }
    Path run = run(row, seed);
    DualVarConfig settings = row.training(preset, changes, seed);
    if (!Files.exists(run.resolve("config.json"))) {
      return DualVarTraining.start(settings, train, run, null);
    }
    if (!PretrainedDualVar.config(run).equals(settings)) {
      throw new InputException(
          run + ": was begun with other settings; delete it or choose another work folder");
    }
    return DualVarTraining.resume(run, train);
  }

  /** The numbers of a network; kept ones are measured anew where they are of another. */
  private RunRecords judge(DualVarRow row, long seed, Progress progress)
      throws IOException, InterruptedException {
    Path file = folder().resolve(row.label() + "-" + seed + ".csv");
    try (NDManager manager = NDManager.newBaseManager()) {
      ClipJudgement judgement = judgement(row, seed, manager);
      if (Files.exists(file)) {
        RunRecords kept = RunRecords.read(file);
        if (isOf(judgement.wanted(), kept)) {
          return kept;
        }
      }
      RunRecords records = records(row, seed, judgement.measure(progress));
      Files.createDirectories(file.getParent());
      records.write(file);
      return records;
    }
  }

  /**
   * The judge of a row's network, untrained or as its run's newest checkpoint holds it.
   *
   * @param manager owner of the network
   */
  public ClipJudgement judgement(DualVarRow row, long seed, NDManager manager) throws IOException {
    ClipNetwork network =
        row.isTrained()
            ? ClipNetwork.ofRun(run(row, seed), manager)
            : ClipNetwork.random(row.training(preset, changes, seed), manager);
    return new ClipJudgement(network, train, test);
  }

  /** The numbers of a row as records. */
  public static RunRecords records(DualVarRow row, long seed, List<Score> scores) {
    return new RunRecords(
        scores.stream().map(score -> new RunRecord(row.label(), seed, score)).toList());
  }

  private static boolean isOf(Card wanted, RunRecords kept) {
    return kept.rows().stream()
        .filter(row -> row.metric().equals("top1"))
        .anyMatch(
            row -> row.score().card().fields().entrySet().containsAll(wanted.fields().entrySet()));
  }

  private Path folder() {
    return work.resolve(train.contentSha256().substring(0, 12));
  }

  /** The folder in which the features of a row's clips may be kept. */
  public Path clips(DualVarRow row, long seed) {
    return folder().resolve(row.label() + "-" + seed + "-clips");
  }

  /** The folder of a row's run. */
  public Path run(DualVarRow row, long seed) {
    return folder().resolve(row.label() + "-" + seed);
  }

  /** All settings as JSON, for the provenance beside the records. */
  private String settings(List<DualVarRow> rows) {
    Set<DualVarRow> told = new LinkedHashSet<>();
    told.add(DualVarRow.SIMCLR_SR_TC);
    told.add(DualVarRow.MOCO_SR_TC);
    rows.stream().filter(DualVarRow::isApart).forEach(told::add);
    return told.stream()
        .map(row -> Settings.toJson(row.training(preset, changes, 0)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** Adds what was found to a report. */
  public void report(AblationReport report, String what, RunRecords results) throws IOException {
    List<DualVarRow> rows = DualVarRow.named(results.variants());
    report.add(settings(rows), what, results);
    for (long seed : results.seeds()) {
      for (DualVarRow row : rows) {
        report.addRun(row.label(), seed, Map.of(), run(row, seed));
      }
    }
  }
}
