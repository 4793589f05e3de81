package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.lab.LabConfig;
import seco.lab.LabDataset;
import seco.lab.LabSplit;

/** Writes a data set of the video lab. */
@Command(
    name = "lab",
    description = {
      "Generates action videos whose factors are known.",
      "Writes videos, the lists train.txt, test.txt (and stills.txt) with lines 'path frames label',"
          + " and truth.csv with a row for every frame.",
    })
final class LabCommand extends Subcommand {
  @Option(
      names = "--out",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of the data set; the same data set there is left as it is.")
  private Path out = Path.of("");

  @Option(names = "--train", paramLabel = "N", description = "Training videos (default 400).")
  private int train = 400;

  @Option(names = "--test", paramLabel = "N", description = "Test videos (default 400).")
  private int test = 400;

  @Option(names = "--stills", paramLabel = "N", description = "Videos of one frame (default 0).")
  private int stills;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all randomness (default 1).")
  private long seed = 1;

  @Option(
      names = "--scene-bias",
      paramLabel = "X",
      description = "Share of videos whose scene belongs to their action, 0..1.")
  private @Nullable Double sceneBias;

  @Option(
      names = "--untrimmed",
      description = "Videos of several actions with idle stretches between them.")
  private boolean untrimmed;

  @Option(names = "--frames", paramLabel = "N", description = "Frames of a video.")
  private @Nullable Integer frames;

  @Option(names = "--pixels", paramLabel = "N", description = "Edge of the square frames.")
  private @Nullable Integer pixels;

  @Option(
      names = "--set",
      paramLabel = "KNOB=VALUE",
      description = "Turns any other knob of the lab, by its name; may be repeated.")
  private Map<String, String> knobs = new LinkedHashMap<>();

  @Override
  void check() {
    dataset();
  }

  private LabDataset dataset() {
    Options.requireAtLeast("--train", train, 0);
    Options.requireAtLeast("--test", test, 0);
    Options.requireAtLeast("--stills", stills, 0);
    Options.requireAtLeast("--seed", seed, 0);
    LabConfig config = LabConfig.standard();
    config = turned(config, "--scene-bias", "sceneBias", sceneBias);
    config = turned(config, "--frames", "frames", frames);
    config = turned(config, "--pixels", "pixels", pixels);
    for (Map.Entry<String, String> knob : knobs.entrySet()) {
      config = turned(config, "--set", knob.getKey(), knob.getValue());
    }
    return new LabDataset(config, seed, train, test, stills, untrimmed);
  }

  private static LabConfig turned(
      LabConfig config, String option, String knob, @Nullable Object value) {
    return value == null ? config : Options.of(option, () -> config.with(knob, value));
  }

  @Override
  Result work(Console console) throws IOException {
    long start = System.nanoTime();
    LabDataset dataset = dataset();
    int workers = Runtime.getRuntime().availableProcessors();
    dataset.write(out, workers, console.progress("videos", 0));
    int videos = train + test + stills;
    return new Result(out + ": " + videos + " videos and their lists")
        .with("out", out)
        .with("train", train)
        .with("test", test)
        .with("stills", stills)
        .with("seed", seed)
        .with("sceneBias", dataset.config().sceneBias())
        .with("frames", dataset.frames(LabSplit.TRAIN))
        .with("seconds", (System.nanoTime() - start) / 1e9);
  }
}
