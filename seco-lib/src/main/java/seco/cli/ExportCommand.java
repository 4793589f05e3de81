package seco.cli;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.checkpoint.TorchFileWriter;
import seco.compile.Precision;
import seco.compile.TrunkArchive;
import seco.compile.TrunkArchive.Mode;
import seco.model.SecoEncoder;
import seco.pretrain.ForeignEncoder;
import seco.pretrain.PretrainConfig;
import seco.pretrain.PretrainedEncoder;
import seco.run.SafeFile;
import seco.run.Settings;
import seco.tensor.Gradients;

/** Writes a compiled trunk for other programs. */
@Command(
    name = "export",
    description = {
      "Writes the compiled trunk of a network for programs that load TorchScript, on any device.",
      "The folder holds a function for training and one for evaluation, each in float32 and in"
          + " bf16, the arrays that they take as state dicts, and network.json, which names for"
          + " each function its arrays in their order.",
      "In PyTorch: torch.jit.load(FUNCTION)(images, list(torch.load(ARRAYS).values())).",
    })
final class ExportCommand extends Subcommand {
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
      description =
          "In place of --run: a network of another program, .pth, .pth.tar or .safetensors.")
  private @Nullable Path weights;

  @Option(names = "--random", description = "In place of --run: an untrained network.")
  private boolean random;

  @Option(
      names = "--preset",
      paramLabel = "paper|desk|smoke",
      description = "Shape of the untrained network (default paper, a ResNet-50).")
  private @Nullable String preset;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the untrained network; the same seed gives the same one (default 1).")
  private @Nullable Long seed;

  @Option(
      names = "--out",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder to make.")
  private Path out = Path.of("");

  /**
   * What {@code network.json} says.
   *
   * @param network its title
   * @param depth of the trunk
   * @param width channels of its first stage
   * @param dilatedStages as in the network's settings
   * @param features length of a feature
   */
  private record Card(
      String network,
      int depth,
      int width,
      int dilatedStages,
      int features,
      List<Function> functions) {}

  /**
   * A function of the folder.
   *
   * @param file the TorchScript archive
   * @param mode training or evaluation
   * @param precision in which it computes
   * @param arrays file of its arrays
   * @param type to which the arrays, which are float32, must be cast before the call
   * @param arguments names of the arrays in their order
   */
  private record Function(
      String file,
      String mode,
      String precision,
      String arrays,
      String type,
      List<String> arguments) {}

  @Override
  void check() {
    if ((run != null ? 1 : 0) + (weights != null ? 1 : 0) + (random ? 1 : 0) != 1) {
      throw new InputException("choose one of --run DIR, --weights FILE and --random");
    }
    if (!random && preset != null) {
      throw new InputException("--preset " + preset + ": goes only with --random");
    }
    if (!random && seed != null) {
      throw new InputException("--seed " + seed + ": goes only with --random");
    }
    if (seed != null) {
      Options.requireAtLeast("--seed", seed, 0);
    }
    var unused = untrained();
  }

  private PretrainConfig untrained() {
    String name = preset == null ? "paper" : preset;
    PretrainConfig config = Options.of("--preset", () -> PretrainConfig.preset(name));
    return config.withSeed(seed == null ? 1 : seed);
  }

  @Override
  Result work(Console console) throws IOException {
    SafeFile.requireWritable(out);
    if (SafeFile.isOccupied(out)) {
      throw new InputException("--out " + out + ": exists already; name a new folder");
    }
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager();
        SecoEncoder encoder = encoder(manager)) {
      Path building = SafeFile.beside(out);
      SafeFile.deleteTree(building);
      SafeFile.createFolder(building);
      try {
        write(building, encoder, manager);
        Files.deleteIfExists(out); // an empty folder
        SafeFile.move(building, out);
      } catch (IOException | RuntimeException e) {
        SafeFile.deleteTree(building);
        throw e;
      }
      String title = encoder.trunk().title();
      return new Result(out + ": " + title + ", 4 functions")
          .with("out", out)
          .with("network", title)
          .with("functions", 4);
    }
  }

  private SecoEncoder encoder(NDManager manager) throws IOException {
    if (run != null) {
      return PretrainedEncoder.read(run, manager).network(manager);
    }
    return weights != null
        ? ForeignEncoder.trunk(weights, manager).network()
        : PretrainedEncoder.random(manager, untrained());
  }

  private static void write(Path folder, SecoEncoder encoder, NDManager manager)
      throws IOException {
    List<Function> functions = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      TrunkArchive float32 = TrunkArchive.of(encoder.trunk(), mode, Precision.FLOAT32);
      try (NDManager scope = manager.newSubManager()) {
        TorchFileWriter.write(folder.resolve(word(mode) + ".pth"), float32.arrays(encoder, scope));
      }
      for (Precision precision : Precision.values()) {
        functions.add(write(folder, encoder, mode, precision));
      }
    }
    var trunk = encoder.trunk();
    Card card =
        new Card(
            trunk.title(),
            trunk.depth(),
            trunk.width(),
            trunk.dilatedStages(),
            trunk.featureSize(),
            functions);
    SafeFile.writeText(folder.resolve("network.json"), Settings.toJson(card) + "\n");
  }

  private static Function write(Path folder, SecoEncoder encoder, Mode mode, Precision precision)
      throws IOException {
    TrunkArchive archive = TrunkArchive.of(encoder.trunk(), mode, precision);
    String file = word(mode) + "-" + word(precision) + ".pt";
    byte[] bytes = archive.bytes();
    SafeFile.write(folder.resolve(file), stream -> stream.write(bytes));
    boolean cast = mode == Mode.EVALUATION && precision == Precision.BF16;
    return new Function(
        file,
        word(mode),
        word(precision),
        word(mode) + ".pth",
        cast ? "bfloat16" : "float32",
        archive.arguments());
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
