package seco.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import seco.dataset.ColourPlace;

/** The options that say how a step of a pretraining is carried out on the machine. */
final class ExecutionOptions {
  @Option(
      names = "--devices",
      paramLabel = "N",
      description = "GPUs over which a batch is spread; on a machine without, shares of its cores.")
  private @Nullable Integer devices;

  @Option(
      names = "--accumulate",
      paramLabel = "N",
      description =
          "Parts of a batch whose gradients are taken one after the other and added up, to save"
              + " memory; whole replicas each.")
  private @Nullable Integer accumulation;

  @Option(
      names = "--recompute",
      description =
          "Gradient checkpointing: each stage is computed again for its gradient, to save memory.")
  private boolean recompute;

  @Option(
      names = "--colour",
      paramLabel = "loader|device",
      description =
          "Patches get their colours and blur on the loader threads, or a batch at once where the"
              + " network is; what is drawn is the same, values differ by a level here and there.")
  private @Nullable String colour;

  /** Adds what was asked for to the changes of a pretraining's settings. */
  void addTo(Map<String, Object> changes) {
    PretrainOptions.put(changes, "execution.devices", devices);
    PretrainOptions.put(changes, "execution.accumulation", accumulation);
    PretrainOptions.put(changes, "execution.recompute", recompute ? true : null);
    PretrainOptions.choose(changes, "execution.colour", "--colour", colour, ColourPlace.class);
  }
}
