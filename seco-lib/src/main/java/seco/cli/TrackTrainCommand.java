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
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.pretrain.PretrainConfig;
import seco.run.MetricLog;
import seco.run.RunDirectory;
import seco.run.Settings;
import seco.track.Got10kSequences;
import seco.track.HeadTraining;
import seco.track.Sequence;
import seco.track.TrackConfig;
import seco.track.TrackRun;

/** Trains a tracker's head. */
@Command(
    name = "train",
    description = {
      "Trains the head of a SiamFC tracker over a frozen trunk, on sequences in GOT-10k's layout.",
      "Ctrl-C, or the signal TERM, ends it after the current step with the state saved; --resume"
          + " goes on.",
    })
final class TrackTrainCommand extends Subcommand {
  private static final String DESK = "desk";
  private static final String OURS = "ours";

  @Option(
      names = "--data",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder with list.txt and the sequences, or one whose folder train is such.")
  private Path data = Path.of("");

  @Mixin private TrunkOptions trunk = new TrunkOptions();

  @Option(
      names = "--run",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of the run: settings, trunk, metrics, checkpoints.")
  private Path run = Path.of("");

  @Option(
      names = "--preset",
      paramLabel = "paper|desk|smoke",
      description = "Length of the training, and shape of an untrained trunk (default desk).")
  private @Nullable String preset;

  @Option(
      names = "--profile",
      paramLabel = "ours|siamfc-pytorch|vince|vfs",
      description = "Whose constants, augmentation and loss (default ours).")
  private @Nullable String profile;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the head and of all pairs (default 1).")
  private @Nullable Long seed;

  @Option(
      names = "--set",
      paramLabel = "SETTING=VALUE",
      description = "Changes any other setting of config.json by its path; may be repeated.")
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
    trunk.check();
    Options.requireAtLeast("--checkpoint-every", checkpointEvery, 1);
    if (seed != null) {
      Options.requireAtLeast("--seed", seed, 0);
    }
    boolean others = preset != null || profile != null || seed != null || !changes.isEmpty();
    if (resume && (others || trunk.given())) {
      throw new InputException("--resume: goes with --data and --run alone, the run has settings");
    }
    ResNetConfig shape =
        Options.of("--preset", () -> PretrainConfig.preset(preset()).encoder().trunk());
    var unused = config(shape);
  }

  private String preset() {
    return preset == null ? DESK : preset;
  }

  private TrackConfig config(ResNetConfig shape) {
    String chosen = profile == null ? OURS : profile;
    TrackConfig config =
        Options.of(
            "--profile",
            () -> TrackConfig.of(chosen, preset(), shape, trunk.name(), seed == null ? 1 : seed));
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("precision", trunk.precision());
    changes.forEach((name, value) -> all.put(name, value));
    return Options.of("--set", () -> Settings.with(config, all));
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    long start = System.nanoTime();
    if (!resume) {
      RunDirectory.requireNew(run);
    }
    List<Sequence> sequences = Got10kSequences.read(data, "train");
    try (HeadTraining training = open(sequences, console)) {
      String goOn = "seco track train --data %s --run %s --resume".formatted(data, run);
      TrainingRun work = new TrainingRun(training, goOn, console);
      work.sayWhereItStands();
      NetworkOptions.saySlowness(training.config().precision(), console);
      work.finish(checkpointEvery);
      return result(training, sequences, (System.nanoTime() - start) / 1e9);
    }
  }

  private HeadTraining open(List<Sequence> sequences, Console console) throws IOException {
    if (resume) {
      return HeadTraining.resume(run, sequences);
    }
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder encoder = trunk.network(manager, preset(), console)) {
      TrackConfig config = config(encoder.trunk());
      if (config.head().channels() == 0) {
        console.complain("profile " + config.profile() + ": has no head, so nothing is learned");
      }
      return HeadTraining.start(config, sequences, encoder.arrays(), run);
    }
  }

  private Result result(HeadTraining training, List<Sequence> sequences, double seconds)
      throws IOException {
    TrackConfig config = training.config();
    Double loss = null;
    Double hits = null;
    if (training.steps() > 0) {
      Map<String, Double> last = MetricLog.lastRow(run.resolve("metrics.csv"));
      loss = last.get("loss");
      hits = last.get("hits");
    }
    String text =
        String.format(
            Locale.ROOT,
            "%s: %d steps, loss %s",
            run,
            training.stepsDone(),
            loss == null ? "none" : String.format(Locale.ROOT, "%.4f", loss));
    return new Result(text)
        .with("run", run)
        .with("weights", config.weights())
        .with("profile", config.profile())
        .with("preset", config.preset())
        .with("trunk", config.trunk().title())
        .with("precision", config.precision() == null ? "blocks" : config.precision().id())
        .with("sequences", sequences.size())
        .with("steps", training.stepsDone())
        .with("seconds", seconds)
        .with("loss", loss)
        .with("hits", hits)
        .with("responseFactor", config.head().responseFactor())
        .with("sharedHead", config.head().shared())
        .with("tracker", TrackRun.sha256(run));
  }
}
