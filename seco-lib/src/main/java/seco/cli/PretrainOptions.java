package seco.cli;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.contrast.KeyBatches;
import seco.contrast.ReplicaStatistics;
import seco.loss.IntraFrameLoss;
import seco.loss.Task;
import seco.model.SecoEncoder;
import seco.pretrain.OptimizationConfig;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Sampling;

/** The options that make the settings of a pretraining. */
final class PretrainOptions {
  private static final String WARMUP = "optimization.warmup";
  private static final String LENGTH = "optimization.length";
  private static final String UNIT = "optimization.unit";

  @Option(
      names = "--tasks",
      paramLabel = "TASKS",
      description =
          "Of inter, intra, order, joined by commas (default all); or one alone: frames"
              + " (MoCo on single frames), vince, supervised, shuffle, opn, rotnet.")
  private @Nullable String tasks;

  @Option(
      names = "--preset",
      paramLabel = "paper|desk|smoke",
      description = "The settings from which the others are changed (default desk).")
  private @Nullable String preset;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all randomness (default 1).")
  private @Nullable Long seed;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Ends the schedule at N steps; the warm-up takes at most a tenth of them.")
  private @Nullable Integer steps;

  @Option(
      names = "--intra",
      paramLabel = "paper|code",
      description = "Eq. (3): one softmax over three keys, or the mean of two over two keys.")
  private @Nullable String intra;

  @Option(
      names = "--sampling",
      paramLabel = "halves|three-frames",
      description = "The other frames from the other half of the video, or from anywhere.")
  private @Nullable String sampling;

  @Option(
      names = "--heads",
      paramLabel = "per-task|shared",
      description = "One head per task, or one for all.")
  private @Nullable String heads;

  @Option(
      names = "--keys",
      paramLabel = "separate|joint",
      description = "The three keys of a batch in passes of their own, or in one.")
  private @Nullable String keys;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description =
          "Parts of a batch with batch statistics of their own, as on N devices, the keys shuffled"
              + " among them.")
  private @Nullable Integer replicas;

  @Option(
      names = "--replica-statistics",
      paramLabel = "first|mean",
      description = "Which running statistics of the replicas are kept.")
  private @Nullable String statistics;

  @ArgGroup(exclusive = false, validate = false)
  private final ExecutionOptions execution = new ExecutionOptions();

  @ArgGroup(exclusive = false, validate = false)
  private final NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description = "Length of the rise of the learning rate, in the unit of the schedule.")
  private @Nullable Integer warmup;

  @Option(names = "--batch", paramLabel = "N", description = "Videos a step.")
  private @Nullable Integer batch;

  @Option(names = "--memory", paramLabel = "N", description = "Rows of the memory.")
  private @Nullable Integer memory;

  @Option(names = "--momentum", paramLabel = "X", description = "Of the key encoder, 0..1.")
  private @Nullable Double momentum;

  @Option(names = "--rate", paramLabel = "X", description = "Highest learning rate.")
  private @Nullable Double rate;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Changes any other setting by its path, such as patches.pixels; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** Requires every value to be of its range, whatever the data. */
  void check() {
    network.check();
    if (seed != null) {
      Options.requireAtLeast("--seed", seed, 0);
    }
    if (steps != null) {
      Options.requireAtLeast("--steps", steps, 1);
    }
    if (warmup != null) {
      Options.requireAtLeast("--warmup", warmup, 0);
    }
    if (steps != null && warmup != null && warmup > steps / 10) {
      throw new InputException("--warmup " + warmup + ": at most a tenth of --steps " + steps);
    }
    for (String own : List.of("preset", "tasks", "seed")) {
      if (settings.containsKey(own)) {
        throw new InputException("--set " + own + ": use the option --" + own);
      }
    }
    for (String path : List.of(UNIT, LENGTH, WARMUP)) {
      if (steps != null && settings.containsKey(path)) {
        throw new InputException("--set " + path + ": does not go with --steps");
      }
    }
    config(1);
  }

  /**
   * The settings of a new run.
   *
   * @param videos of the store, which make an epoch
   */
  PretrainConfig config(int videos) {
    String name = preset == null ? "desk" : preset;
    return changed(Options.of("--preset", () -> PretrainConfig.preset(name)), videos);
  }

  /** Requires these options to say nothing else than the settings of a run that goes on. */
  void requireSame(PretrainConfig run, int videos, Object where) {
    boolean same = preset == null || preset.equals(run.preset());
    if (!same || !changed(run, videos).equals(run)) {
      throw new InputException(
          where + ": was begun with other settings; leave them out with --resume");
    }
  }

  private PretrainConfig changed(PretrainConfig base, int videos) {
    Map<String, Object> changes = new LinkedHashMap<>();
    if (tasks != null) {
      changes.put("tasks", tasks(tasks));
    }
    put(changes, "seed", seed);
    choose(changes, "contrast.intra", "--intra", intra, IntraFrameLoss.Reading.class);
    choose(changes, "contrast.keys", "--keys", keys, KeyBatches.class);
    put(changes, "contrast.replicas", replicas);
    choose(
        changes,
        "contrast.statistics",
        "--replica-statistics",
        statistics,
        ReplicaStatistics.class);
    execution.addTo(changes);
    network.addTo(changes);
    choose(changes, "patches.sampling", "--sampling", sampling, Sampling.class);
    choose(changes, "encoder.heads", "--heads", heads, SecoEncoder.Heads.class);
    put(changes, "contrast.memorySize", memory);
    put(changes, "contrast.momentum", momentum);
    put(changes, "optimization.batchSize", batch);
    put(changes, "optimization.learningRate", rate);
    if (steps != null) {
      int size = batch == null ? base.optimization().batchSize() : batch;
      int epoch = Math.max(1, videos / Math.max(1, size));
      changes.put(UNIT, OptimizationConfig.Unit.STEPS);
      changes.put(LENGTH, steps);
      changes.put(WARMUP, base.optimization().withSteps(steps, epoch).warmup());
    }
    put(changes, WARMUP, warmup);
    changes.putAll(settings);
    return changes.isEmpty() ? base : base.with(changes);
  }

  static void put(Map<String, Object> changes, String path, @Nullable Object value) {
    if (value != null) {
      changes.put(path, value);
    }
  }

  static <E extends Enum<E>> void choose(
      Map<String, Object> changes,
      String path,
      String option,
      @Nullable String value,
      Class<E> type) {
    if (value != null) {
      changes.put(path, Options.choice(option, value, type));
    }
  }

  private static Set<Task> tasks(String names) {
    Set<Task> chosen = EnumSet.noneOf(Task.class);
    for (String name : names.split(",", -1)) {
      if (!chosen.add(Options.choice("--tasks", name.strip(), Task.class))) {
        throw new InputException("--tasks " + names + ": names " + name + " twice");
      }
    }
    for (Task task : chosen) {
      if (task.standsAlone() && chosen.size() > 1) {
        String name = task.name().toLowerCase(Locale.ROOT);
        throw new InputException("--tasks " + names + ": " + name + " stands alone");
      }
    }
    return chosen;
  }
}
