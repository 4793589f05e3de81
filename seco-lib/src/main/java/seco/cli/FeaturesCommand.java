package seco.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.compile.Precision;
import seco.experiment.FeatureTask;
import seco.experiment.FeatureTask.Origin;
import seco.experiment.FeatureWork;
import seco.experiment.FrozenNetwork;
import seco.pretrain.ExecutionConfig;
import seco.pretrain.PretrainConfig;
import seco.run.FolderLock;
import seco.run.SafeFile;

/** Takes the frozen features of a store's videos. */
@Command(
    name = "features",
    description = {
      "Takes the frozen features of every video: the mean over its frames of the network's pooled"
          + " features.",
      "Writes a safetensors file with its protocol card in the header, and the videos' names beside"
          + " it as CSV. After an interruption the same command goes on.",
    })
final class FeaturesCommand extends Subcommand {
  @Option(
      names = "--run",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "A pretraining's run, whose newest checkpoint is used.")
  private @Nullable Path run;

  @Option(
      names = "--weights",
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description = {
        "In place of --run: a network of another program, .pth, .pth.tar or .safetensors, such as"
            + " torchvision's or MoCo's ResNet-18, 34 or 50. Its shapes tell which.",
      })
  private @Nullable Path weights;

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
      converter = Options.PathConverter.class,
      paramLabel = "STORE",
      description = "Frame store of the videos.")
  private Path store = Path.of("");

  @Option(
      names = "--out",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description =
          "File of the features; the same features there are left as they are, others are refused.")
  private Path out = Path.of("");

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
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description = {
        "A row for each annotated segment in place of each video: a CSV with columns file, label,"
            + " first, last, the latter frames of the video, such as the .segments.csv of data list.",
      })
  private @Nullable Path segments;

  @ArgGroup(exclusive = false, validate = false)
  private final NetworkOptions network = new NetworkOptions();

  @Override
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

  /** What the options ask for. */
  FeatureTask task() {
    FeatureTask.Origin origin =
        run != null ? Origin.RUN : weights != null ? Origin.FILE : Origin.RANDOM;
    Path from = run != null ? run : weights;
    return new FeatureTask(
        origin,
        from == null ? "" : from.toString(),
        preset(),
        seed == null ? 1 : seed,
        store.toString(),
        segments == null ? "" : segments.toString(),
        out.toString(),
        frames == null ? 0 : frames,
        pixels == null ? 0 : pixels,
        network.precision(ExecutionConfig.PLAIN.compiled(Precision.FLOAT32)));
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    SafeFile.requireWritable(out);
    if (Files.isDirectory(out)) {
      throw new InputException("--out " + out + ": is a folder");
    }
    FeatureTask task = task();
    NetworkOptions.saySlowness(task.precision(), console);
    try (FeatureWork work = task.open()) {
      if (weights != null) {
        console.complain("--weights %s: %s".formatted(weights, work.network().summary()));
      }
      return work.file().isWhole() ? result(work, 0, 0) : make(work, console);
    }
  }

  private Result make(FeatureWork work, Console console) throws IOException, InterruptedException {
    long start = System.nanoTime();
    work.file().begin();
    try (FolderLock lock = FolderLock.take(work.file().folder())) {
      int[] missing = work.file().missing();
      work.make(missing, console.progress("frames", 0));
      work.file().finish();
      return result(work, missing.length, (System.nanoTime() - start) / 1e9);
    }
  }

  /**
   * What was made.
   *
   * @param chunks that were made now; others were there
   */
  private Result result(FeatureWork work, int chunks, double seconds) {
    return new Result(out + ": " + work.size() + " videos, " + work.dimension() + " features each")
        .with("out", out)
        .with("videos", work.size())
        .with("dimension", work.dimension())
        .with("store", store)
        .with("storeSha256", work.videos().contentSha256())
        .with("seconds", seconds)
        .with("encoder", work.card().get(FrozenNetwork.ENCODER).orElse(""))
        .with("chunks", work.file().chunks().count())
        .with("chunksMade", chunks)
        .with("card", work.card().fields());
  }
}
