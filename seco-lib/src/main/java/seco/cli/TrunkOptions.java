package seco.cli;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.compile.Precision;
import seco.experiment.FrozenNetwork;
import seco.model.SecoEncoder;
import seco.pretrain.ForeignEncoder;
import seco.pretrain.PretrainConfig;
import seco.pretrain.PretrainedEncoder;
import seco.track.TrackConfig;

/** Which network a tracker's trunk is, or that with which a fine-tuning begins. */
final class TrunkOptions {
  private static final long SEED = 1; // of the untrained trunk, whatever the head's seed is

  @Option(
      names = "--weights",
      converter = Options.PathConverter.class,
      paramLabel = "RUN|FILE",
      description = {
        "The trunk: that of a pretraining's run, or of a file of weights (.pth, .pth.tar,"
            + " .safetensors), whose shapes tell its depth and width.",
      })
  private @Nullable Path weights;

  @Option(
      names = "--random",
      description =
          "An untrained trunk of the preset's shape, always the same (a tracker's default).")
  private boolean random;

  @Option(
      names = "--precision",
      paramLabel = "float32|bf16|auto",
      description =
          "Type in which the compiled trunk computes (default float32): auto is bf16 where the"
              + " machine multiplies it.")
  private @Nullable String precision;

  @Option(
      names = "--blocks",
      description = "Runs the trunk block by block, the reference to the last digit.")
  private boolean blocks;

  void check() {
    if (blocks && precision != null) {
      throw new InputException("--precision " + precision + ": does not go with --blocks");
    }
    var unused = precision();
    if (random && weights != null) {
      throw new InputException("--weights " + weights + ": does not go with --random");
    }
  }

  boolean given() {
    return random || weights != null || blocks || precision != null;
  }

  /** The precision of the compiled trunk, or null for the blocks. */
  @Nullable Precision precision() {
    if (blocks) {
      return null;
    }
    if (precision == null) {
      return Precision.FLOAT32;
    }
    return precision.equals("auto")
        ? Precision.auto()
        : Options.choice("--precision", precision, Precision.class);
  }

  /** The trunk's name in results. */
  String name() {
    return weights == null ? TrackConfig.RANDOM : weights.toString();
  }

  /** Whether it was said how the trunk computes. */
  boolean choosesPrecision() {
    return blocks || precision != null;
  }

  /** Whether a network was named, a trained or an untrained one. */
  boolean named() {
    return random || weights != null;
  }

  /**
   * The network with its card; the caller closes it.
   *
   * @param preset of an untrained network's shape
   */
  FrozenNetwork frozen(NDManager manager, String preset, Console console) throws IOException {
    PretrainConfig shown = Options.of("--preset", () -> PretrainConfig.preset(preset));
    if (weights == null) {
      return FrozenNetwork.random(shown.withSeed(SEED), manager);
    }
    requireThere(weights);
    if (Files.isDirectory(weights)) {
      return FrozenNetwork.ofRun(weights, manager);
    }
    FrozenNetwork network = FrozenNetwork.ofFile(weights, shown, manager);
    console.complain("--weights %s: %s".formatted(weights, network.summary()));
    return network;
  }

  /** Requires the weights to be there, where some were named. */
  void requireThere() {
    if (weights != null) {
      requireThere(weights);
    }
  }

  private static void requireThere(Path weights) {
    if (!Files.exists(weights)) {
      throw new InputException("--weights " + weights + ": no run, and no file of weights");
    }
  }

  /** The network; the caller closes it. */
  SecoEncoder network(NDManager manager, String preset, Console console) throws IOException {
    if (weights == null) {
      PretrainConfig config = Options.of("--preset", () -> PretrainConfig.preset(preset));
      return PretrainedEncoder.random(manager, config.withSeed(SEED));
    }
    requireThere(weights);
    if (Files.isDirectory(weights)) {
      return PretrainedEncoder.read(weights, manager).network(manager);
    }
    ForeignEncoder foreign = ForeignEncoder.trunk(weights, manager);
    String title = foreign.network().trunk().title();
    console.complain(
        "--weights %s: %s, %s; %s"
            .formatted(weights, foreign.kind(), title, foreign.report().summary()));
    return foreign.network();
  }
}
