package seco.cli;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.compile.Precision;
import seco.model.SecoEncoder;
import seco.pretrain.ForeignEncoder;
import seco.pretrain.PretrainConfig;
import seco.pretrain.PretrainedEncoder;
import seco.probe.FeatureConfig;
import seco.probe.FeatureExtractor;
import seco.probe.FeatureSet;
import seco.run.SafeFile;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/** Takes the frozen features of a store's videos. */
@Command(
    name = "features",
    description = {
      "Takes the frozen features of every video: the mean over its frames of the network's pooled"
          + " features.",
      "Writes a safetensors file, and the videos' names beside it as CSV.",
    })
final class FeaturesCommand extends Subcommand {
  private static final String RANDOM = "random";

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
      description = "File of the features; an older one is replaced.")
  private Path out = Path.of("");

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Frames of each video (default 30 with preset paper, else 8).")
  private @Nullable Integer frames;

  @Option(
      names = "--pixels",
      paramLabel = "N",
      description = "Edge of the centre crop (default: of the pretraining).")
  private @Nullable Integer pixels;

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
    untrained();
  }

  private PretrainConfig untrained() {
    String usual = weights == null ? "desk" : "paper";
    String name = preset == null ? usual : preset;
    PretrainConfig config = Options.of("--preset", () -> PretrainConfig.preset(name));
    return config.withSeed(seed == null ? 1 : seed);
  }

  @Override
  Result work(Console console) throws IOException, InterruptedException {
    long start = System.nanoTime();
    SafeFile.requireWritable(out);
    if (Files.isDirectory(out)) {
      throw new InputException("--out " + out + ": is a folder");
    }
    Gradients.off();
    try (FrameStore videos = FrameStore.open(store);
        NDManager manager = NDManager.newBaseManager()) {
      return take(videos, manager, console, start);
    }
  }

  private Result take(FrameStore videos, NDManager manager, Console console, long start)
      throws IOException, InterruptedException {
    Chosen chosen = chosen(manager, console);
    FeatureConfig shown = shown(chosen.config);
    try (SecoEncoder encoder = chosen.encoder) {
      Map<String, String> card = card(videos, chosen, shown);
      Precision precision = network.precision(chosen.config.execution());
      if (precision != null) {
        card.put("compiled", precision.toString());
      }
      NetworkOptions.saySlowness(precision, console);
      FeatureSet features =
          new FeatureExtractor(encoder, shown, precision)
              .videos(videos, card, console.progress("frames", 0));
      features.write(out);
      return result(features, videos, chosen.sha256, (System.nanoTime() - start) / 1e9);
    }
  }

  /**
   * A network, and how it came about.
   *
   * @param config tells how its pictures are shown
   * @param origin as the features' file names it
   */
  private record Chosen(
      SecoEncoder encoder, PretrainConfig config, String sha256, Map<String, String> origin) {}

  private Chosen chosen(NDManager manager, Console console) throws IOException {
    if (run != null) {
      PretrainedEncoder trained = PretrainedEncoder.read(run, manager);
      PretrainConfig config = trained.config();
      return new Chosen(
          trained.network(manager), config, trained.sha256(), origin(config, config.taskNames()));
    }
    PretrainConfig config = untrained();
    if (weights != null) {
      ForeignEncoder foreign = ForeignEncoder.trunk(weights, manager);
      console.complain(
          "--weights %s: %s, %s; %s"
              .formatted(
                  weights,
                  foreign.kind(),
                  foreign.network().trunk().title(),
                  foreign.report().summary()));
      Map<String, String> origin = new LinkedHashMap<>();
      origin.put("kind", foreign.kind().toString());
      origin.put("network", foreign.network().trunk().title());
      return new Chosen(foreign.network(), config, foreign.sha256(), origin);
    }
    return new Chosen(
        PretrainedEncoder.random(manager, config), config, RANDOM, origin(config, ""));
  }

  private static Map<String, String> origin(PretrainConfig config, String tasks) {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("preset", config.preset());
    origin.put("tasks", tasks);
    origin.put("seed", Long.toString(config.seed()));
    return origin;
  }

  private FeatureConfig shown(PretrainConfig config) {
    int edge = pixels == null ? config.patches().pixels() : pixels;
    FeatureConfig usual = FeatureConfig.forPreset(config.preset(), edge);
    return frames == null ? usual : FeatureConfig.of(frames, edge);
  }

  private static Map<String, String> card(FrameStore videos, Chosen chosen, FeatureConfig shown) {
    Map<String, String> card = new LinkedHashMap<>();
    card.put("store", videos.contentSha256());
    card.put("encoder", chosen.sha256);
    card.putAll(chosen.origin);
    card.put("framesPerVideo", Integer.toString(shown.framesPerVideo()));
    card.put("edge", Integer.toString(shown.edge()));
    card.put("pixels", Integer.toString(shown.pixels()));
    return card;
  }

  private Result result(FeatureSet features, FrameStore videos, String encoder, double seconds) {
    return new Result(
            out + ": " + features.size() + " videos, " + features.dimension() + " features each")
        .with("out", out)
        .with("videos", features.size())
        .with("dimension", features.dimension())
        .with("store", store)
        .with("storeSha256", videos.contentSha256())
        .with("seconds", seconds)
        .with("encoder", encoder);
  }
}
