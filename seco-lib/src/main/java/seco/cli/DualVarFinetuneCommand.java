package seco.cli;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.experiment.ClipNetwork;
import seco.experiment.ClipTuningResult;
import seco.finetune.ClipTuning;
import seco.finetune.ClipTuningConfig;
import seco.finetune.FineTuningStart;
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarFlavour;
import seco.probe.Accuracy;
import seco.run.Card;
import seco.run.RunDirectory;
import seco.video.FrameStore;

/** Fine-tunes a network for clips on labelled videos, and tests it. */
@Command(
    name = "finetune",
    description = {
      "Fine-tunes the network of a run of DualVar, or a random one, on labelled videos, and tests it"
          + " with ten clips of each test video.",
      "Ctrl-C, or the signal TERM, ends it after the current step with the state saved; --resume"
          + " goes on.",
    })
final class DualVarFinetuneCommand extends Subcommand {
  private static final int FIVE = 5;

  @Mixin private SplitOptions videos = new SplitOptions();

  @Option(
      names = "--run",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of the run: settings, provenance, metrics, checkpoints.")
  private Path run = Path.of("");

  @Option(
      names = "--weights",
      converter = Options.PathConverter.class,
      paramLabel = "RUN",
      description = "The run of DualVar whose network is fine-tuned.")
  private @Nullable Path weights;

  @Option(
      names = "--random",
      description = "In place of --weights: a network of the preset's shape.")
  private boolean random;

  @Option(
      names = "--preset",
      paramLabel = "paper|desk|smoke",
      description = "The settings from which the others are changed (default desk).")
  private String preset = "desk";

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all randomness (default 1).")
  private @Nullable Long seed;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the videos.")
  private @Nullable Integer epochs;

  @Option(names = "--rate", paramLabel = "X", description = "Learning rate of the first epochs.")
  private @Nullable Double rate;

  @Option(
      names = "--set",
      paramLabel = "SETTING=VALUE",
      description =
          "Changes any other setting of config.json by its path, such as descent.drops; may be"
              + " repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

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
    Options.requireAtLeast("--checkpoint-every", checkpointEvery, 1);
    if (seed != null) {
      Options.requireAtLeast("--seed", seed, 0);
    }
    if (resume && (weights != null || random || !changes().isEmpty())) {
      throw new InputException("--resume: the run has settings; leave all others out");
    }
    if (!resume && (weights == null) != random) {
      throw new InputException("choose one of --weights RUN and --random");
    }
    var unused = config();
  }

  private ClipTuningConfig config() {
    ClipTuningConfig base = Options.of("--preset", () -> ClipTuningConfig.preset(preset));
    return Options.of("settings", () -> base.with(changes()));
  }

  private Map<String, Object> changes() {
    Map<String, Object> changes = new LinkedHashMap<>();
    PretrainOptions.put(changes, "seed", seed);
    PretrainOptions.put(changes, "descent.epochs", epochs);
    PretrainOptions.put(changes, "descent.learningRate", rate);
    changes.putAll(settings);
    return changes;
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    if (!resume) {
      RunDirectory.requireNew(run);
    }
    SplitOptions.Stores stores = videos.stores(console);
    if (stores.test() == null) {
      throw new InputException("--store " + stores.train() + ": needs --test-store STORE");
    }
    try (FrameStore train = FrameStore.open(stores.train());
        FrameStore test = FrameStore.open(stores.test())) {
      videos.requireSplit(train);
      try (ClipTuning training = open(train, test)) {
        String goOn = "seco dualvar finetune --run %s --resume".formatted(run);
        TrainingRun work = new TrainingRun(training, goOn, console);
        work.sayWhereItStands();
        work.finish(checkpointEvery);
        Card start = FineTuningStart.read(run.resolve("start.json"));
        ProgressLine progress = console.progress("test videos", 0);
        return result(training, test, ClipTuningResult.of(training, start, train, test, progress));
      }
    }
  }

  private ClipTuning open(FrameStore train, FrameStore test) throws IOException {
    if (resume) {
      return ClipTuning.resume(run, train);
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      ClipNetwork network = network(manager);
      ClipTuningResult.requireTest(network.card(), train, test); // before it learns anything
      ClipTuningConfig config =
          config()
              .with(
                  Map.of(
                      "trunk.kind", network.config().trunk().kind(),
                      "trunk.width", network.config().trunk().width(),
                      "classes", Math.max(train.classes(), test.classes())));
      FineTuningStart start = new FineTuningStart(network.encoder().arrays(), network.card());
      return ClipTuning.start(config, train, start, run);
    }
  }

  private ClipNetwork network(NDManager manager) throws IOException {
    if (weights != null) {
      return ClipNetwork.ofRun(weights, manager);
    }
    ClipTuningConfig shape = config();
    DualVarConfig like =
        DualVarConfig.preset(preset, DualVarFlavour.SIMCLR)
            .with(
                Map.of(
                    "seed", shape.seed(),
                    "trunk.kind", shape.trunk().kind(),
                    "trunk.width", shape.trunk().width()));
    return ClipNetwork.random(like, manager);
  }

  private Result result(ClipTuning training, FrameStore test, ClipTuningResult result) {
    double top1 = result.top(1).value();
    double top5 = result.top(FIVE).value();
    String text =
        String.format(
            Locale.ROOT,
            "%s: top-1 %.2f %%, top-5 %.2f %% of %d test videos after %d steps",
            run,
            100 * top1,
            100 * top5,
            test.size(),
            training.stepsDone());
    int classes = training.config().classes();
    double[] perClass = Accuracy.perClass(test.labels(), result.scores().predictions(), classes);
    return new Result(text)
        .with("run", run)
        .with("top1", top1)
        .with("top5", top5)
        .with("perClass", perClass)
        .with("videos", test.size())
        .with("steps", training.stepsDone())
        .with("card", result.card().fields());
  }
}
