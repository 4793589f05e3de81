package seco.experiment;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import seco.InputException;
import seco.Paper;
import seco.finetune.FineTunedNetwork;
import seco.finetune.FineTuning;
import seco.finetune.FineTuningConfig;
import seco.finetune.FineTuningStart;
import seco.finetune.FineTuningStep;
import seco.finetune.LearningNorms;
import seco.finetune.TestViews;
import seco.run.Card;
import seco.run.MetricLog;
import seco.run.Progress;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Score;
import seco.video.FrameStore;

/**
 * Networks that are fine-tuned alike and differ by their start alone. All batch norms of an
 * untrained network learn, as its statistics tell nothing; of all others the first alone, as in
 * temporal segment networks. What is finished in the work folder is not done again.
 *
 * @param preset settings, {@link FineTuningConfig#preset}
 * @param epochs 0 for the preset's own
 * @param folder of the runs, in one of its own for the training videos
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition", table = 3)
public record FineTuningComparison(String preset, int epochs, Path folder) {
  private static final int STEPS_BETWEEN_SAVES = 100;
  private static final int FIVE = 5;

  /** Told what is done. */
  public interface Listener {
    /** The progress of a fine-tuning. */
    Progress tuning(String label, long seed);

    /** The progress over the frames of the test. */
    Progress testing(String label, long seed);

    /** Whether to stop, at a step's edge and with all saved, or in the midst of a test. */
    default boolean stopRequested() {
      return false;
    }
  }

  /** The folder of a row's run. */
  public Path run(String label, long seed, FrameStore train) {
    String length = epochs == 0 ? "" : "-epochs" + epochs;
    String work = train.contentSha256().substring(0, 12) + length;
    return folder.resolve(work).resolve(label + "-" + seed);
  }

  /**
   * The numbers of a network, which is fine-tuned first: of a single split, or of each of three and
   * their means.
   *
   * @param label its row
   * @throws InterruptedException where the listener requests a stop; the same call goes on
   */
  public RunRecords row(
      String label,
      long seed,
      FrozenNetwork network,
      List<FineTuningVideos.Split> splits,
      Listener listener)
      throws IOException, InterruptedException {
    List<RunRecords> each = new ArrayList<>();
    for (FineTuningVideos.Split split : splits) {
      each.add(split(label, seed, network, split, listener));
    }
    return each.size() == 1 ? each.get(0) : means(each);
  }

  private static RunRecords means(List<RunRecords> splits) {
    List<RunRecord> rows = new ArrayList<>();
    for (RunRecord first : splits.get(0).rows()) {
      List<Score> scores = new ArrayList<>();
      for (RunRecords split : splits) {
        split.score(first.variant(), first.seed(), first.metric()).ifPresent(scores::add);
      }
      rows.add(new RunRecord(first.variant(), first.seed(), SplitMean.of(scores)));
      for (Score score : scores) {
        String metric = first.metric() + "/" + score.card().get("split").orElse("");
        Score named = new Score(metric, score.value(), score.card());
        rows.add(new RunRecord(first.variant(), first.seed(), named));
      }
    }
    return new RunRecords(rows);
  }

  private RunRecords split(
      String label,
      long seed,
      FrozenNetwork network,
      FineTuningVideos.Split split,
      Listener listener)
      throws IOException, InterruptedException {
    try (FrameStore train = FrameStore.open(split.train());
        FrameStore test = FrameStore.open(split.test())) {
      Path run = run(label, seed, train);
      tune(
          run,
          config(network, seed, train, test),
          network,
          train,
          listener.tuning(label, seed),
          listener);
      RunRecords tuned = judged(label, seed, run, test, listener);
      FrozenBaseline baseline = FrozenBaseline.of(network, preset, train, test);
      Path file = run.resolveSibling(run.getFileName() + ".frozen.csv");
      return tuned.and(baseline.measured(label, seed, file));
    }
  }

  /** How a network is fine-tuned. */
  FineTuningConfig config(FrozenNetwork network, long seed, FrameStore train, FrameStore test) {
    FineTuningConfig base = FineTuningConfig.preset(preset);
    String weights = network.card().get(FrozenNetwork.ENCODER).orElseThrow();
    LearningNorms norms =
        weights.equals(FineTuningConfig.RANDOM) ? LearningNorms.ALL : base.norms();
    return (epochs == 0 ? base : base.withEpochs(epochs))
        .with(Map.of("seed", seed, "weights", weights, "norms", norms))
        .withTrunk(network.encoder().trunk())
        .withVideos(place(train), place(test), train.classes());
  }

  private static String place(FrameStore store) {
    return store.folder().toAbsolutePath().toString();
  }

  /** Trains to the end, or finds that it is. */
  private static void tune(
      Path run,
      FineTuningConfig config,
      FrozenNetwork network,
      FrameStore train,
      Progress progress,
      Listener listener)
      throws IOException, InterruptedException {
    try (FineTuning training = open(run, config, network, train)) {
      if (!training.finish(STEPS_BETWEEN_SAVES, progress, listener::stopRequested)) {
        throw new InterruptedException(run + ": stopped and saved");
      }
    }
  }

  private static FineTuning open(
      Path run, FineTuningConfig config, FrozenNetwork network, FrameStore train)
      throws IOException {
    if (!Files.exists(run.resolve("config.json"))) {
      FineTuningStart start = new FineTuningStart(network.encoder().arrays(), network.card());
      return FineTuning.start(config, train, start, run);
    }
    FineTuningConfig known = FineTunedNetwork.config(run);
    // The same videos may lie elsewhere now.
    if (!known.withVideos(config.store(), config.testStore(), known.classes()).equals(config)) {
      throw new InputException(
          run
              + ": a fine-tuning of another network or with other settings; delete it or choose"
              + " another folder of runs");
    }
    return FineTuning.resume(run, train);
  }

  /** Tests the run's network, or finds that it is. */
  private static RunRecords judged(
      String label, long seed, Path run, FrameStore test, Listener listener)
      throws IOException, InterruptedException {
    Path file = run.resolveSibling(run.getFileName() + ".csv");
    try (NDManager manager = NDManager.newBaseManager();
        FineTunedNetwork network = FineTunedNetwork.open(run, manager)) {
      Card card = FineTuningResult.card(network, run, test, TestViews.TSN);
      if (Files.exists(file)) {
        RunRecords kept = RunRecords.read(file);
        if (isOf(card, kept)) {
          return kept;
        }
      }
      FineTuningResult result = test(network, run, test, listener, listener.testing(label, seed));
      RunRecords records = records(label, seed, result, run);
      records.write(file);
      return records;
    }
  }

  private static boolean isOf(Card card, RunRecords kept) {
    Set<String> aside = Set.of(Score.COMMIT);
    return !kept.rows().isEmpty()
        && kept.rows().get(0).score().card().differences(card, aside).isEmpty();
  }

  private static FineTuningResult test(
      FineTunedNetwork network, Path run, FrameStore test, Listener listener, Progress progress)
      throws IOException, InterruptedException {
    Progress stoppable =
        (done, total) -> {
          progress.at(done, total);
          if (listener.stopRequested()) {
            throw new CancellationException();
          }
        };
    try {
      return FineTuningResult.of(network, run, test, TestViews.TSN, stoppable);
    } catch (CancellationException e) {
      throw new InterruptedException(run + ": stopped within its test");
    }
  }

  /** Accuracies, and of each epoch the means over its steps. */
  private static RunRecords records(String label, long seed, FineTuningResult result, Path run)
      throws IOException {
    List<RunRecord> rows = new ArrayList<>();
    rows.add(new RunRecord(label, seed, result.top(1)));
    rows.add(new RunRecord(label, seed, result.top(FIVE)));
    List<FineTuningStep> steps = MetricLog.read(run.resolve("metrics.csv"), FineTuningStep.COLUMNS);
    long epochs = steps.get(steps.size() - 1).epoch() + 1;
    for (long epoch = 0; epoch < epochs; epoch++) {
      long number = epoch;
      List<FineTuningStep> these = steps.stream().filter(s -> s.epoch() == number).toList();
      double loss = these.stream().mapToDouble(FineTuningStep::loss).average().orElseThrow();
      double top1 = these.stream().mapToDouble(FineTuningStep::top1).average().orElseThrow();
      rows.add(
          new RunRecord(
              label, seed, new Score(FineTuningRecords.LOSS + "@" + epoch, loss, result.card())));
      rows.add(
          new RunRecord(
              label,
              seed,
              new Score(FineTuningRecords.TRAINING_TOP1 + "@" + epoch, top1, result.card())));
    }
    return new RunRecords(rows);
  }
}
