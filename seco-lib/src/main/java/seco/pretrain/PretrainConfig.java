package seco.pretrain;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import seco.InputException;
import seco.Paper;
import seco.augment.AugmentationConfig;
import seco.compile.Precision;
import seco.contrast.KeyBatches;
import seco.contrast.ReplicaStatistics;
import seco.dataset.ColourPlace;
import seco.dataset.VideoPatches;
import seco.loss.IntraFrameLoss;
import seco.loss.SecoObjective;
import seco.loss.Task;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.run.Seeds;
import seco.run.Settings;
import seco.run.WhenAbsent;
import seco.sample.PermutedTuple;
import seco.sample.TupleSampler;
import seco.video.FrameStore;

/**
 * All settings of a pretraining, as they are written into its run directory.
 *
 * @param preset the name from which it was made
 * @param tasks what is trained
 * @param seed of all randomness
 */
@Paper(section = "SeCo Training")
public record PretrainConfig(
    String preset,
    Set<Task> tasks,
    long seed,
    EncoderConfig encoder,
    ContrastConfig contrast,
    PatchConfig patches,
    OptimizationConfig optimization,
    @WhenAbsent(
            "{\"devices\": 1, \"accumulation\": 1, \"recompute\": false,"
                + " \"network\": \"BLOCKS\", \"precision\": \"FLOAT32\","
                + " \"colour\": \"LOADER\"}")
        ExecutionConfig execution) {
  public PretrainConfig {
    execution.requireSplit(contrast.replicas());
    if (execution.colour() == ColourPlace.DEVICE) {
      patches.requireRoomForBlur();
    }
    tasks = Collections.unmodifiableSet(SecoObjective.requireTasks(tasks));
    contrast.requireSplit(optimization.batchSize());
    if (Pretext.of(tasks).isPresent() && execution.devices() > 1) {
      throw new InputException(
          "devices %d: a training on %s is not spread over several"
              .formatted(execution.devices(), tasks));
    }
    int keys = optimization.batchSize() * ShownFrames.keys(tasks);
    if (keys > contrast.memorySize()) {
      throw new InputException(
          "a memory of "
              + contrast.memorySize()
              + " rows does not hold the "
              + keys
              + " keys of a batch");
    }
  }

  /**
   * The paper's setting. What the paper leaves open is the authors' code's: SGD's momentum and
   * weight decay, one head per task, {@link Sampling#HALVES}, and the four devices over which a
   * batch is spread, here {@link ContrastConfig#replicas}.
   */
  public static PretrainConfig paper() {
    return new PretrainConfig(
        "paper",
        EnumSet.of(Task.INTER, Task.INTRA, Task.ORDER),
        1,
        new EncoderConfig(ResNetConfig.of(50), SecoEncoder.Heads.PER_TASK),
        new ContrastConfig(
            131_072,
            0.999,
            0.1,
            0.1,
            IntraFrameLoss.Reading.PAPER,
            KeyBatches.SEPARATE,
            4,
            ReplicaStatistics.FIRST),
        new PatchConfig(224, Sampling.HALVES, AugmentationConfig.paper()),
        new OptimizationConfig(512, 0.2, 0, 0.9, 1e-4, OptimizationConfig.Unit.EPOCHS, 400, 0),
        new ExecutionConfig(
            1, 4, false, ExecutionConfig.Network.COMPILED, Precision.FLOAT32, ColourPlace.LOADER));
  }

  /**
   * Minutes on two cores: small pictures, a narrow network, the video lab's 400 videos. Many small
   * batches, and a memory of one step's keys: all of one age, so that none is told by its age.
   */
  public static PretrainConfig desk() {
    return new PretrainConfig(
        "desk",
        EnumSet.of(Task.INTER, Task.INTRA, Task.ORDER),
        1,
        new EncoderConfig(new ResNetConfig(18, 16, 0), SecoEncoder.Heads.PER_TASK),
        new ContrastConfig(96, 0.99, 0.1, 0.1, IntraFrameLoss.Reading.PAPER, KeyBatches.JOINT),
        new PatchConfig(48, Sampling.HALVES, AugmentationConfig.small()),
        new OptimizationConfig(32, 0.06, 0, 0.9, 1e-4, OptimizationConfig.Unit.STEPS, 2000, 200),
        ExecutionConfig.PLAIN);
  }

  /** Seconds: shows that everything works, teaches nothing. */
  public static PretrainConfig smoke() {
    return new PretrainConfig(
        "smoke",
        EnumSet.of(Task.INTER, Task.INTRA, Task.ORDER),
        1,
        new EncoderConfig(new ResNetConfig(18, 8, 0), SecoEncoder.Heads.PER_TASK),
        new ContrastConfig(48, 0.99, 0.1, 0.1, IntraFrameLoss.Reading.PAPER, KeyBatches.JOINT),
        new PatchConfig(32, Sampling.HALVES, AugmentationConfig.small()),
        new OptimizationConfig(8, 0.06, 0, 0.9, 1e-4, OptimizationConfig.Unit.STEPS, 12, 1),
        ExecutionConfig.PLAIN);
  }

  /** The preset of a name: paper, desk or smoke. */
  public static PretrainConfig preset(String name) {
    return switch (name) {
      case "paper" -> paper();
      case "desk" -> desk();
      case "smoke" -> smoke();
      default -> throw new InputException("preset '" + name + "': choose paper, desk or smoke");
    };
  }

  /** How many keys of each video of a batch enter the memory: k1, k2, k3, or MoCo's one. */
  public int keysAVideo() {
    return ShownFrames.keys(tasks);
  }

  /** Which frames of a video are shown. */
  TupleSampler frames() {
    return ShownFrames.of(tasks, patches.sampling());
  }

  /** Images of a video that pass through the trained network. */
  int imagesAVideo() {
    return Pretext.of(tasks).map(Pretext::images).orElseGet(() -> frames().queries());
  }

  /**
   * Among how many candidates a task chooses, of which one is right: the positive and the rows of
   * the memory; the query's own frame and two others of its video; before or after; the classes of
   * another task. Those of labels are the data's and not known here: 0.
   */
  public int candidates(Task task) {
    return switch (task) {
      case INTER, FRAMES, VINCE -> 1 + contrast.memorySize();
      case INTRA -> 3;
      case ORDER, SHUFFLE -> 2;
      case OPN -> PermutedTuple.answers();
      case ROTNET -> 4;
      case SUPERVISED -> 0;
    };
  }

  /** The training patches of a store's videos. */
  VideoPatches patchesOf(FrameStore store) {
    return patches.of(
        store, frames(), optimization.batchSize(), new Seeds(seed), execution.colour());
  }

  /** The accuracy of a task expected by chance; NaN where the candidates are not known. */
  public double chance(Task task) {
    int candidates = candidates(task);
    return candidates == 0 ? Double.NaN : 1.0 / candidates;
  }

  public PretrainConfig withTasks(Set<Task> tasks) {
    return new PretrainConfig(
        preset, tasks, seed, encoder, contrast, patches, optimization, execution);
  }

  public PretrainConfig withSeed(long seed) {
    return new PretrainConfig(
        preset, tasks, seed, encoder, contrast, patches, optimization, execution);
  }

  public PretrainConfig withOptimization(OptimizationConfig optimization) {
    return new PretrainConfig(
        preset, tasks, seed, encoder, contrast, patches, optimization, execution);
  }

  public PretrainConfig withExecution(ExecutionConfig execution) {
    return new PretrainConfig(
        preset, tasks, seed, encoder, contrast, patches, optimization, execution);
  }

  /**
   * The same with one setting changed, named by its path, for example {@code
   * with("contrast.memorySize", 256)} or {@code with("contrast.intra", "CODE")}.
   *
   * @throws InputException if there is no such setting, or the value is out of range
   */
  public PretrainConfig with(String path, Object value) {
    return Settings.with(this, path, value);
  }

  /**
   * The same with several settings changed at once, by their paths; only the whole must fit
   * together.
   *
   * @throws InputException if there is no such setting, or a value is out of range
   */
  public PretrainConfig with(Map<String, ?> changes) {
    return Settings.with(this, changes);
  }

  /** The settings as JSON. */
  public String toJson() {
    return Settings.toJson(this);
  }

  /**
   * Reads settings that {@link #toJson} wrote.
   *
   * @param source where the text comes from, for the message
   */
  public static PretrainConfig fromJson(String json, String source) {
    return Settings.fromJson(json, PretrainConfig.class, source);
  }

  /** The tasks as they are named on the command line: {@code inter,intra,order}. */
  public String taskNames() {
    return String.join(
        ",", tasks.stream().map(task -> task.name().toLowerCase(Locale.ROOT)).toList());
  }
}
