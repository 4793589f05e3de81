package seco.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.compile.Precision;
import seco.pretrain.ExecutionConfig;
import seco.pretrain.ExecutionConfig.Network;

/** The options that say how a network is carried out. */
final class NetworkOptions {
  private static final String AUTO = "auto";

  @Option(
      names = "--precision",
      paramLabel = "float32|bf16|auto",
      description =
          "Compiles the network, its trunk in this type: auto is bf16 where the machine multiplies"
              + " it (AMX, AVX512-BF16, GPUs from Ampere on). Weights and losses stay float32."
              + " Without this and --blocks: compiled in float32 for features and with preset"
              + " paper, block by block in training with desk and smoke.")
  private @Nullable String precision;

  @Option(
      names = "--blocks",
      description = "Runs the network block by block, the reference to the last digit.")
  private boolean blocks;

  /** Says where a network computes in a type that this machine is slow in. */
  static void saySlowness(@Nullable Precision precision, Console console) {
    if (precision != null && !precision.isFastHere()) {
      console.complain(
          "bf16: this machine has no instructions for it and would be faster in float32");
    }
  }

  /** Requires the options to go together. */
  void check() {
    if (blocks && precision != null) {
      throw new InputException("--precision " + precision + ": does not go with --blocks");
    }
    var unused = chosen();
  }

  private @Nullable Precision chosen() {
    if (precision == null || precision.equals(AUTO)) {
      return precision == null ? null : Precision.auto();
    }
    try {
      return Options.choice("--precision", precision, Precision.class);
    } catch (InputException e) {
      throw new InputException(e.getMessage() + " or " + AUTO, e);
    }
  }

  /** The precision of a compiled network, or null for the blocks. */
  @Nullable Precision precision(ExecutionConfig usual) {
    if (blocks) {
      return null;
    }
    Precision asked = chosen();
    if (asked != null) {
      return asked;
    }
    return usual.network() == Network.COMPILED ? usual.precision() : null;
  }

  /** Adds what was asked for to the changes of a pretraining's settings. */
  void addTo(Map<String, Object> changes) {
    Precision asked = chosen();
    if (blocks || asked != null) {
      changes.put("execution.network", blocks ? Network.BLOCKS : Network.COMPILED);
      changes.put("execution.precision", asked == null ? Precision.FLOAT32 : asked);
    }
  }
}
