package seco.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.loss.DualVarWeights;
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarFlavour;

/** The options that make the settings of a pretraining on clips. */
final class DualVarOptions {
  @Option(
      names = "--flavour",
      paramLabel = "simclr|moco",
      description =
          "Contrast within the batch, or with a memory of a slow encoder's keys (default simclr).")
  private @Nullable String flavour;

  @Option(
      names = "--pretext",
      paramLabel = "rotnet3d|clip-order",
      description =
          "In place of DualVar's contrasts: by how many quarter turns is a clip rotated (3DRotNet),"
              + " or in which order are three clips of a video shown (ClipOrder).")
  private @Nullable String pretext;

  @Option(
      names = "--preset",
      paramLabel = "paper|as-run|desk|smoke",
      description =
          "The settings from which the others are changed (default desk); as-run is what the"
              + " authors' published runs amounted to.")
  private @Nullable String preset;

  @Option(
      names = "--loss-weights",
      paramLabel = "nominal|as-run-8gpu",
      description = "Of clip contrast, temporal coherence and shuffle-rank: 1, 1, 1 or 1/8, 1, 1.")
  private @Nullable String weights;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all randomness (default 1).")
  private @Nullable Long seed;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Ends the training at N steps; the drops of its rate keep their proportion.")
  private @Nullable Integer steps;

  @Option(names = "--batch", paramLabel = "N", description = "Videos a step.")
  private @Nullable Integer batch;

  @Option(names = "--rate", paramLabel = "X", description = "Learning rate at the start.")
  private @Nullable Double rate;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Changes any other setting by its path, such as trunk.width or contrast.clamp; may be"
              + " repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** Requires every value to be of its range, whatever the data. */
  void check() {
    if (seed != null) {
      Options.requireAtLeast("--seed", seed, 0);
    }
    if (steps != null) {
      Options.requireAtLeast("--steps", steps, 1);
    }
    if (pretext != null && flavour != null) {
      throw new InputException("--flavour " + flavour + ": does not go with --pretext");
    }
    if (pretext != null && weights != null) {
      throw new InputException("--loss-weights " + weights + ": does not go with --pretext");
    }
    for (String own : List.of("preset", "flavour", "seed")) {
      if (settings.containsKey(own)) {
        throw new InputException("--set " + own + ": use the option --" + own);
      }
    }
    var unused = config();
  }

  /** The settings of a new run. */
  DualVarConfig config() {
    DualVarFlavour chosen = chosen();
    DualVarFlavour made = chosen == null ? DualVarFlavour.SIMCLR : chosen;
    String name = preset == null ? "desk" : preset;
    return changed(Options.of("--preset", () -> DualVarConfig.preset(name, made)));
  }

  private @Nullable DualVarFlavour chosen() {
    if (pretext != null) {
      return Options.choice("--pretext", pretext, DualVarFlavour.all(false));
    }
    return flavour == null ? null : Options.choice("--flavour", flavour, DualVarFlavour.all(true));
  }

  /** Requires these options to say nothing else than the settings of a run that goes on. */
  void requireSame(DualVarConfig run, Object where) {
    DualVarFlavour chosen = chosen();
    boolean same =
        (preset == null || preset.equals(run.preset()))
            && (chosen == null || chosen == run.flavour());
    if (!same || !changed(run).equals(run)) {
      throw new InputException(
          where + ": was begun with other settings; leave them out with --resume");
    }
  }

  private DualVarConfig changed(DualVarConfig base) {
    Map<String, Object> changes = new LinkedHashMap<>();
    PretrainOptions.put(changes, "seed", seed);
    PretrainOptions.put(changes, "contrast.weights", weights == null ? null : weights(weights));
    if (steps != null) {
      changes.put("optimization", base.optimization().withSteps(steps));
    }
    DualVarConfig shorter = changes.isEmpty() ? base : base.with(changes);
    changes.clear();
    PretrainOptions.put(changes, "optimization.batchSize", batch);
    PretrainOptions.put(changes, "optimization.learningRate", rate);
    changes.putAll(settings);
    return changes.isEmpty() ? shorter : shorter.with(changes);
  }

  private static DualVarWeights weights(String name) {
    return switch (name) {
      case "nominal" -> DualVarWeights.nominal();
      case "as-run-8gpu" -> DualVarWeights.asRun8Gpu();
      default ->
          throw new InputException("--loss-weights '" + name + "': choose nominal or as-run-8gpu");
    };
  }
}
