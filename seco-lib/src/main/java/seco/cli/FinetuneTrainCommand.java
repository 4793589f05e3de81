package seco.cli;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.experiment.FrozenNetwork;
import seco.finetune.FineTunedNetwork;
import seco.finetune.FineTuning;
import seco.finetune.FineTuningConfig;
import seco.finetune.FineTuningStart;
import seco.finetune.FineTuningStep;
import seco.finetune.LearningNorms;
import seco.run.MetricLog;
import seco.run.RunDirectory;
import seco.video.FrameStore;

/** Fine-tunes a network on labelled videos. */
@Command(
    name = "train",
    description = {
      "Fine-tunes a network on the labelled videos of a frame store as a temporal segment network.",
      "Ctrl-C, or the signal TERM, ends it after the current step with the state saved; --resume"
          + " goes on.",
    })
final class FinetuneTrainCommand extends Subcommand {
  private static final String DESK = "desk";

  @Mixin private SplitOptions videos = new SplitOptions();
  @Mixin private TrunkOptions trunk = new TrunkOptions();

  @Option(
      names = "--run",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of the run: settings, provenance, metrics, checkpoints.")
  private Path run = Path.of("");

  @Option(
      names = "--preset",
      paramLabel = "paper|desk|smoke",
      description = "The settings from which the others are changed (default desk).")
  private @Nullable String preset;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all randomness (default 1).")
  private @Nullable Long seed;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the videos.")
  private @Nullable Integer epochs;

  @Option(
      names = "--drops",
      split = ",",
      paramLabel = "N",
      description = "Epochs with which the learning rate falls, joined by commas.")
  private @Nullable List<Integer> drops;

  @Option(names = "--rate", paramLabel = "X", description = "Learning rate of the first epochs.")
  private @Nullable Double rate;

  @Option(
      names = "--norms",
      paramLabel = "first|all",
      description =
          "Batch norms that learn: the first alone, as in TSN (default), or all, as an untrained"
              + " network needs.")
  private @Nullable String norms;

  @Option(
      names = "--set",
      paramLabel = "SETTING=VALUE",
      description =
          "Changes any other setting of config.json by its path, such as frames.segments; may be"
              + " repeated.")
  private Map<String, String> changes = new LinkedHashMap<>();

  @Option(
      names = "--resume",
      description = "Goes on with the run in DIR from its newest checkpoint, with its settings.")
  private boolean resume;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      description = "Steps from one checkpoint to the next (default 200).")
  private int checkpointEvery = 200;

  @Override
  void check() {
    videos.check();
    trunk.check();
    Options.requireAtLeast("--checkpoint-every", checkpointEvery, 1);
    if (seed != null) {
      Options.requireAtLeast("--seed", seed, 0);
    }
    boolean settings = preset != null || !changes().isEmpty() || trunk.given();
    if (resume && settings) {
      throw new InputException("--resume: the run has settings; leave all others out");
    }
    if (!resume && !trunk.named()) {
      throw new InputException("choose one of --weights RUN|FILE and --random");
    }
    var unused = config();
  }

  private FineTuningConfig config() {
    String name = preset == null ? DESK : preset;
    FineTuningConfig base = Options.of("--preset", () -> FineTuningConfig.preset(name));
    Integer all = epochs;
    return Options.of(
        "settings", () -> (all == null ? base : base.withEpochs(all)).with(changes()));
  }

  private Map<String, Object> changes() {
    Map<String, Object> all = new LinkedHashMap<>();
    PretrainOptions.put(all, "seed", seed);
    PretrainOptions.put(all, "descent.epochs", epochs);
    PretrainOptions.put(all, "descent.learningRate", rate);
    PretrainOptions.choose(all, "norms", "--norms", norms, LearningNorms.class);
    if (drops != null) {
      all.put("descent.drops", drops);
    }
    all.putAll(changes);
    return all;
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    long start = System.nanoTime();
    if (!resume) {
      RunDirectory.requireNew(run);
      trunk.requireThere();
    }
    SplitOptions.Stores stores = resume && !videos.given() ? known() : videos.stores(console);
    try (FrameStore frames = FrameStore.open(stores.train())) {
      videos.requireSplit(frames);
      try (FineTuning training = open(frames, stores, console)) {
        String goOn = "seco finetune train --run %s --resume".formatted(run);
        TrainingRun work = new TrainingRun(training, goOn, console);
        work.sayWhereItStands();
        NetworkOptions.saySlowness(training.config().precision(), console);
        work.finish(checkpointEvery);
        return result(training, (System.nanoTime() - start) / 1e9);
      }
    }
  }

  /** The stores of the run that goes on. */
  private SplitOptions.Stores known() throws IOException {
    return new SplitOptions.Stores(Path.of(FineTunedNetwork.config(run).store()), null);
  }

  private FineTuning open(FrameStore frames, SplitOptions.Stores stores, Console console)
      throws IOException {
    if (resume) {
      return FineTuning.resume(run, frames);
    }
    try (NDManager manager = NDManager.newBaseManager();
        NetworkInUse network = new NetworkInUse(trunk.frozen(manager, preset(), console))) {
      FrozenNetwork start = network.network();
      String test = stores.test() == null ? null : stores.test().toAbsolutePath().toString();
      FineTuningConfig config =
          config()
              .with(Map.of("weights", trunk.name()))
              .withTrunk(start.encoder().trunk())
              .withVideos(stores.train().toAbsolutePath().toString(), test, frames.classes());
      if (trunk.choosesPrecision()) {
        config = config.withPrecision(trunk.precision());
      }
      if (start.card().get(FrozenNetwork.ENCODER).filter("random"::equals).isPresent()
          && config.norms() == LearningNorms.FIRST) {
        console.complain(
            "--random: an untrained network's batch norms have no statistics worth keeping; --norms"
                + " all lets them learn");
      }
      return FineTuning.start(
          config, frames, new FineTuningStart(start.encoder().arrays(), start.card()), run);
    }
  }

  private String preset() {
    return preset == null ? DESK : preset;
  }

  /** Closes a network's encoder. */
  private record NetworkInUse(FrozenNetwork network) implements AutoCloseable {
    @Override
    public void close() {
      network.encoder().close();
    }
  }

  private Result result(FineTuning training, double seconds) throws IOException {
    List<FineTuningStep> steps = MetricLog.read(run.resolve("metrics.csv"), FineTuningStep.COLUMNS);
    FineTuningStep last = steps.get(steps.size() - 1);
    FineTuningConfig config = training.config();
    String text =
        String.format(
            Locale.ROOT, "%s: %d steps, loss %.4f", run, training.stepsDone(), last.loss());
    return new Result(text)
        .with("run", run)
        .with("weights", config.weights())
        .with("network", config.trunk().title())
        .with("store", config.store())
        .with("testStore", config.testStore())
        .with("classes", config.classes())
        .with("steps", training.stepsDone())
        .with("epochs", config.descent().epochs())
        .with("seconds", seconds)
        .with("loss", last.loss())
        .with("top1", last.top1());
  }
}
