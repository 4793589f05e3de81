package seco.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.compile.Precision;
import seco.experiment.FeatureTask;
import seco.experiment.FeatureTask.Origin;
import seco.pretrain.ExecutionConfig;
import seco.pretrain.PretrainConfig;

/** The options that say which features are taken: of which network, videos and frames. */
final class FeatureOptions {
  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "A pretraining's run, whose newest checkpoint is used.")
  private @Nullable String run;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = {
        "In place of --run: a network of another program, .pth, .pth.tar or .safetensors, such as"
            + " torchvision's or MoCo's ResNet-18, 34 or 50. Its shapes tell which.",
      })
  private @Nullable String weights;

  @Option(names = "--random", description = "In place of --run: an untrained network.")
  private boolean random;

  @Option(
      names = "--preset",
      paramLabel = "paper|desk|smoke",
      description =
          "Shape of the untrained network (default desk); of --weights only the frames and pixels"
              + " (default paper).")
  private @Nullable String preset;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the untrained network; the same seed gives the same one (default 1).")
  private @Nullable Long seed;

  @Option(
      names = "--store",
      required = true,
      paramLabel = "STORE",
      description = "Frame store of the videos.")
  private String store = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "File of the features; the same features there are left as they are, others are refused.")
  private String out = "";

  @Option(
      names = "--frames",
      paramLabel = "N",
      description =
          "Frames of each video (default 30 with preset paper, 50 of ActivityNet's, else 8).")
  private @Nullable Integer frames;

  @Option(
      names = "--pixels",
      paramLabel = "N",
      description = "Edge of the centre crop (default: of the pretraining).")
  private @Nullable Integer pixels;

  @Option(
      names = "--segments",
      paramLabel = "FILE",
      description = {
        "A row for each annotated segment in place of each video: a CSV with columns file, label,"
            + " first, last, the latter frames of the video, such as the .segments.csv of data list.",
      })
  private @Nullable String segments;

  @ArgGroup(exclusive = false, validate = false)
  private final NetworkOptions network = new NetworkOptions();

  /** Requires the options to go together. */
  void check() {
    network.check();
    if ((run != null ? 1 : 0) + (weights != null ? 1 : 0) + (random ? 1 : 0) != 1) {
      throw new InputException("choose one of --run DIR, --weights FILE and --random");
    }
    if (run != null && preset != null) {
      throw new InputException("--preset " + preset + ": goes only with --random or --weights");
    }
    if (!random && seed != null) {
      throw new InputException("--seed " + seed + ": goes only with --random");
    }
    if (seed != null) {
      Options.requireAtLeast("--seed", seed, 0);
    }
    if (frames != null) {
      Options.requireAtLeast("--frames", frames, 1);
    }
    if (pixels != null) {
      Options.requireWithin("--pixels", pixels, 16, 1024);
    }
    var unused = Options.of("--preset", () -> PretrainConfig.preset(preset()));
  }

  private String preset() {
    String usual = weights == null ? "desk" : "paper";
    return preset == null ? usual : preset;
  }

  /** What the options ask for, places as they were given. */
  FeatureTask task() {
    FeatureTask.Origin origin =
        run != null ? Origin.RUN : weights != null ? Origin.FILE : Origin.RANDOM;
    String from = run != null ? run : weights;
    return new FeatureTask(
        origin,
        from == null ? "" : from,
        preset(),
        seed == null ? 1 : seed,
        store,
        segments == null ? "" : segments,
        out,
        frames == null ? 0 : frames,
        pixels == null ? 0 : pixels,
        network.precision(ExecutionConfig.PLAIN.compiled(Precision.FLOAT32)));
  }

  /** The file of another program's network; null where it is none. */
  @Nullable String weights() {
    return weights;
  }
}
