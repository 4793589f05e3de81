package seco.experiment;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.Paper;
import seco.compile.Precision;
import seco.model.SecoEncoder;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Pretraining;
import seco.probe.FeatureConfig;
import seco.probe.FeatureExtractor;
import seco.run.Card;
import seco.run.Progress;
import seco.run.Provenance;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Score;
import seco.run.Settings;
import seco.video.FrameStore;

/**
 * Which supervision buys what: the networks of the ablation table, and others beside them, trained
 * and judged, seed by seed. What is finished in the work folder is not done again, and an
 * interrupted training goes on.
 */
@Paper(table = 1)
public final class Ablation {
  private static final int STEPS_BETWEEN_SAVES = 100;

  private final AblationConfig config;
  private final AblationData data;
  private final Path work;

  /**
   * @param work folder of the runs; made when needed
   */
  public Ablation(AblationConfig config, AblationData data, Path work) {
    this.config = config;
    this.data = data;
    this.work = data.workUnder(work);
  }

  /**
   * Opens the training of a row: a new one, or the one that was interrupted. The caller closes it.
   * A finished one has no steps left.
   *
   * @throws InputException for {@link Variant#RANDOM}, and where the start has not been trained
   */
  public Pretraining open(Row row, long seed) throws IOException {
    if (row == Variant.RANDOM) {
      throw new InputException("random weights are not trained");
    }
    Path run = run(row, seed);
    FrameStore store = row == Variant.START ? data.stills() : data.train();
    if (Files.exists(run.resolve("config.json"))) {
      requireSameSettings(run, config.training(row, seed));
      return Pretraining.resume(run, store);
    }
    Path init = row.continuesStart() ? run(Variant.START, seed) : null;
    return Pretraining.start(config.training(row, seed), store, run, init);
  }

  private static void requireSameSettings(Path run, PretrainConfig settings) throws IOException {
    Path file = run.resolve("config.json");
    if (!PretrainConfig.fromJson(Files.readString(file), file.toString()).equals(settings)) {
      throw new InputException(
          run + ": was begun with other settings; delete it or choose another work folder");
    }
  }

  /** Trains a row to its end. */
  public void train(Row row, long seed, Progress progress)
      throws IOException, InterruptedException {
    try (Pretraining training = open(row, seed)) {
      training.finish(STEPS_BETWEEN_SAVES, progress, () -> false);
    }
  }

  /**
   * Trains a row to its end.
   *
   * @throws InterruptedException where the listener requests a stop, with all saved; the same call
   *     goes on
   */
  void train(Row row, long seed, Listener listener) throws IOException, InterruptedException {
    try (Pretraining training = open(row, seed)) {
      Progress progress = listener.of(row, seed);
      if (!training.finish(STEPS_BETWEEN_SAVES, progress, listener::stopRequested)) {
        throw new InterruptedException(run(row, seed) + ": stopped and saved");
      }
    }
  }

  /**
   * Judges a trained network: the linear protocol, nearest neighbours and, on lab videos, the known
   * factors. The features are the blocks' however it was trained, so that only the training
   * differs; of a compiled network its own features are judged too. The numbers are kept in the
   * work folder, and measured anew where the kept ones are of another network or other videos.
   */
  public RunRecords evaluate(Row row, long seed) throws IOException, InterruptedException {
    Path file = records(row, seed);
    List<RunRecord> rows = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      FrozenNetwork network = frozen(row, seed, manager);
      Card card = card(network.card());
      if (Files.exists(file)) {
        RunRecords kept = RunRecords.read(file);
        if (isOf(card, kept) && hasAllFactors(kept)) {
          return kept;
        }
      }
      Precision precision = config.precision(row);
      List<Score> scores = new Judgement(data, features(network.encoder(), null), card).measure();
      scores.forEach(score -> rows.add(new RunRecord(label(row), seed, score)));
      if (precision != null) {
        Judgement.Features own = features(network.encoder(), precision);
        Score score =
            new Judgement(data, own, card.with("compiled", "as it was trained"))
                .top1("top1Compiled");
        rows.add(new RunRecord(label(row), seed, score));
      }
    }
    RunRecords records = new RunRecords(rows);
    Files.createDirectories(work);
    records.write(file);
    return records;
  }

  /** Whether kept numbers are of this network, these videos and frames. */
  private static boolean isOf(Card card, RunRecords kept) {
    Card said =
        kept.rows().stream()
            .filter(row -> row.metric().equals("top1"))
            .map(row -> row.score().card())
            .findFirst()
            .orElse(Card.EMPTY);
    Map<String, String> wanted = card.without(Set.of(Score.COMMIT)).fields();
    return said.fields().entrySet().containsAll(wanted.entrySet());
  }

  /** Numbers kept by an earlier version may know fewer factors. */
  private boolean hasAllFactors(RunRecords kept) {
    return data.truth() == null
        || kept.rows().stream().map(RunRecord::metric).toList().containsAll(FactorProbes.NAMES);
  }

  private Card card(Card network) {
    FeatureConfig how = config.features();
    return data.card()
        .with(network)
        .with("framesPerVideo", how.framesPerVideo())
        .with("edge", how.edge())
        .with("pixels", how.pixels())
        .with(Score.COMMIT, Provenance.currentCommit());
  }

  /** Trains and judges rows, seed after seed, and the starts that they continue. */
  public RunRecords run(List<? extends Row> rows, List<Long> seeds, Listener listener)
      throws IOException, InterruptedException {
    RunRecords all = new RunRecords(List.of());
    for (long seed : seeds) {
      for (Row row : rows) {
        if (row.continuesStart()) {
          train(Variant.START, seed, listener.of(Variant.START, seed));
        }
        if (row != Variant.RANDOM) {
          train(row, seed, listener.of(row, seed)); // a finished one has no steps left
        }
        all = all.and(evaluate(row, seed));
      }
    }
    return all;
  }

  /** Gives the progress of each training somebody to tell. */
  @FunctionalInterface
  public interface Listener {
    Progress of(Row row, long seed);

    /** Whether to stop, at a step's edge and with all saved. */
    default boolean stopRequested() {
      return false;
    }
  }

  /** The network of a row: random, or as its run's newest checkpoint holds it. */
  public SecoEncoder network(Row row, long seed, NDManager manager) throws IOException {
    return frozen(row, seed, manager).encoder();
  }

  FrozenNetwork frozen(Row row, long seed, NDManager manager) throws IOException {
    return row == Variant.RANDOM
        ? FrozenNetwork.random(config.training(row, seed), manager)
        : FrozenNetwork.ofRun(run(row, seed), manager);
  }

  private Judgement.Features features(SecoEncoder network, @Nullable Precision precision) {
    FeatureExtractor extractor = new FeatureExtractor(network, config.features(), precision);
    return store -> extractor.frames(store, Map.of(), Progress.SILENT);
  }

  /** The folder of a row's run; rows that are trained alike share it. */
  public Path run(Row row, long seed) {
    return work.resolve(name(config.trainedAs(row), seed));
  }

  private Path records(Row row, long seed) {
    return work.resolve(name(row, seed) + ".csv");
  }

  private String name(Row row, long seed) {
    return label(row) + "-" + seed;
  }

  /** A row's name in the records: its own, followed by the precision of compiled networks. */
  public String label(Row row) {
    return config.label(row);
  }

  /** All settings as JSON, for the provenance beside the records. */
  public String settings() {
    return Settings.toJson(config);
  }
}
