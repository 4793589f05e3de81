package seco.experiment;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.Paper;
import seco.compile.Precision;
import seco.model.SecoEncoder;
import seco.pretrain.PretrainConfig;
import seco.pretrain.PretrainedEncoder;
import seco.pretrain.Pretraining;
import seco.probe.FeatureExtractor;
import seco.run.Progress;
import seco.run.RunRecord;
import seco.run.RunRecords;
import seco.run.Settings;
import seco.video.FrameStore;

/**
 * Which supervision buys what: the networks of the ablation table trained and judged, seed by seed.
 * What is finished in the work folder is not done again, and an interrupted training goes on.
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
   * Opens the training of a variant: a new one, or the one that was interrupted. The caller closes
   * it. A finished one has no steps left.
   *
   * @throws InputException for {@link Variant#RANDOM}, and where the start has not been trained
   */
  public Pretraining open(Variant variant, long seed) throws IOException {
    if (variant == Variant.RANDOM) {
      throw new InputException("random weights are not trained");
    }
    Path run = run(variant, seed);
    FrameStore store = variant == Variant.START ? data.stills() : data.train();
    if (Files.exists(run.resolve("config.json"))) {
      requireSameSettings(run, config.training(variant, seed));
      return Pretraining.resume(run, store);
    }
    Path init = variant.continuesStart() ? run(Variant.START, seed) : null;
    return Pretraining.start(config.training(variant, seed), store, run, init);
  }

  private static void requireSameSettings(Path run, PretrainConfig settings) throws IOException {
    Path file = run.resolve("config.json");
    if (!PretrainConfig.fromJson(Files.readString(file), file.toString()).equals(settings)) {
      throw new InputException(
          run + ": was begun with other settings; delete it or choose another work folder");
    }
  }

  /** Trains a variant to its end. */
  public void train(Variant variant, long seed, Progress progress)
      throws IOException, InterruptedException {
    try (Pretraining training = open(variant, seed)) {
      while (training.hasNext()) {
        training.next();
        if (training.stepsDone() % STEPS_BETWEEN_SAVES == 0 && training.hasNext()) {
          training.save();
        }
        progress.at(training.stepsDone(), training.steps());
      }
    }
  }

  /**
   * Judges a trained variant: the linear protocol, nearest neighbours and, on lab videos, the known
   * factors. The features are the blocks' however it was trained, so that only the training
   * differs; of a compiled network its own features are judged too. The numbers are kept in the
   * work folder.
   */
  public RunRecords evaluate(Variant variant, long seed) throws IOException, InterruptedException {
    Path file = records(variant, seed);
    if (Files.exists(file)) {
      return RunRecords.read(file);
    }
    List<RunRecord> rows = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      SecoEncoder network = network(variant, seed, manager);
      Map<String, Double> results = new Judgement(data, features(network, null)).measure();
      Precision precision = config.precision(variant);
      if (precision != null) {
        Judgement.Features own = features(network, precision);
        results.put("top1Compiled", new Judgement(data, own).top1());
      }
      results.forEach((metric, value) -> rows.add(row(variant, seed, metric, value)));
    }
    RunRecords records = new RunRecords(rows);
    Files.createDirectories(work);
    records.write(file);
    return records;
  }

  private RunRecord row(Variant variant, long seed, String metric, double value) {
    return new RunRecord(label(variant), seed, metric, value);
  }

  /** Trains and judges variants, seed after seed. */
  public RunRecords run(List<Variant> variants, List<Long> seeds, Listener listener)
      throws IOException, InterruptedException {
    RunRecords all = new RunRecords(List.of());
    for (long seed : seeds) {
      for (Variant variant : variants) {
        if (variant != Variant.RANDOM && !Files.exists(records(variant, seed))) {
          train(variant, seed, listener.of(variant, seed));
        }
        all = all.and(evaluate(variant, seed));
      }
    }
    return all;
  }

  /** Gives the progress of each training somebody to tell. */
  @FunctionalInterface
  public interface Listener {
    Progress of(Variant variant, long seed);
  }

  /** The network of a variant: random, or as its run's newest checkpoint holds it. */
  public SecoEncoder network(Variant variant, long seed, NDManager manager) throws IOException {
    return variant == Variant.RANDOM
        ? PretrainedEncoder.random(manager, config.training(variant, seed))
        : PretrainedEncoder.read(run(variant, seed), manager).network(manager);
  }

  private Judgement.Features features(SecoEncoder network, @Nullable Precision precision) {
    FeatureExtractor extractor = new FeatureExtractor(network, config.features(), precision);
    return store -> extractor.frames(store, Map.of(), Progress.SILENT);
  }

  /** The folder of a variant's run. */
  public Path run(Variant variant, long seed) {
    return work.resolve(name(variant, seed));
  }

  private Path records(Variant variant, long seed) {
    return work.resolve(name(variant, seed) + ".csv");
  }

  private String name(Variant variant, long seed) {
    return label(variant) + "-" + seed;
  }

  /** A variant's name in the records: its own, followed by the precision of compiled networks. */
  public String label(Variant variant) {
    return config.label(variant);
  }

  /** All settings as JSON, for the provenance beside the records. */
  public String settings() {
    return Settings.toJson(config);
  }
}
