package seco.pretrain;

import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.augment.DualVarAugmentation;
import seco.dataset.ClipBatch;
import seco.dataset.ClipSource;
import seco.dataset.DualVarClips;
import seco.loss.DualVarWeights;
import seco.model.ClipTrunkConfig;
import seco.model.ClipTrunkConfig.Kind;
import seco.run.Seeds;
import seco.run.Settings;
import seco.sample.CentredClips;
import seco.sample.SegmentOrder;
import seco.video.FrameStore;

/**
 * All settings of a pretraining on clips, as they are written into its run directory.
 *
 * @param preset the name from which it was made
 * @param seed of all randomness
 * @param trunk the network
 * @param segments n, into how many parts a clip is cut; nothing to a pretext task
 * @param contrast nothing to a pretext task
 */
public record DualVarConfig(
    String preset,
    DualVarFlavour flavour,
    long seed,
    ClipTrunkConfig trunk,
    int segments,
    DualVarClipConfig clips,
    DualVarContrastConfig contrast,
    DualVarOptimization optimization) {
  public DualVarConfig {
    if (segments < 2 || clips.frames().length() % segments != 0) {
      throw new InputException(
          "clips of %d frames do not split into %d equal segments, at least 2"
              .formatted(clips.frames().length(), segments));
    }
    if (flavour == DualVarFlavour.CLIP_ORDER && clips.frames().reversal() > 0) {
      throw new InputException(
          "clips reversed with probability %s: their order is asked, so that it must be 0"
              .formatted(clips.frames().reversal()));
    }
    if (flavour == DualVarFlavour.MOCO && contrast.memorySize() < optimization.batchSize()) {
      throw new InputException(
          "a memory of %d rows does not hold the %d keys of a batch"
              .formatted(contrast.memorySize(), optimization.batchSize()));
    }
  }

  /**
   * The setting of the published results, with the plain sum of the losses and frames resized as
   * they were meant to be. The clamp is of the SimCLR flavour alone, as in the authors' code.
   */
  public static DualVarConfig paper(DualVarFlavour flavour) {
    return new DualVarConfig(
        "paper",
        flavour,
        1,
        ClipTrunkConfig.of(Kind.R2PLUS1D),
        2,
        new DualVarClipConfig(frames(flavour, 16, 4), 112, DualVarAugmentation.paper()),
        contrast(flavour, DualVarWeights.nominal(), 16_384, 0.999),
        new DualVarOptimization(
            64, 0.003, 0.9, 1e-4, OptimizationConfig.Unit.EPOCHS, 200, List.of(120, 160), 0.1));
  }

  /**
   * What was run for the published results: frames squashed the other way round, and in the SimCLR
   * flavour the weights to which eight devices amounted. In the MoCo flavour all losses were local.
   */
  public static DualVarConfig asRun(DualVarFlavour flavour) {
    DualVarConfig paper = paper(flavour);
    DualVarWeights weights =
        flavour == DualVarFlavour.SIMCLR ? DualVarWeights.asRun8Gpu() : DualVarWeights.nominal();
    return new DualVarConfig(
        "as-run",
        flavour,
        paper.seed,
        paper.trunk,
        paper.segments,
        new DualVarClipConfig(
            paper.clips.frames(), paper.clips.pixels(), DualVarAugmentation.asRun()),
        paper.contrast.withWeights(weights),
        paper.optimization);
  }

  /**
   * Minutes on two cores: small pictures, a narrow R3D, the video lab's videos. Length and stride
   * are those with which shuffle-rank has learned on videos of other seeds than the experiment's.
   * The contrasts' rate is the paper's; at thrice that, the networks of these tasks recognise less.
   * Pretext tasks keep 0.01, the rate at which they were tried.
   */
  public static DualVarConfig desk(DualVarFlavour flavour) {
    return new DualVarConfig(
        "desk",
        flavour,
        1,
        new ClipTrunkConfig(Kind.R3D, 8),
        2,
        new DualVarClipConfig(frames(flavour, 8, 3), 32, DualVarAugmentation.small(37)),
        contrast(flavour, DualVarWeights.nominal(), 256, 0.99),
        new DualVarOptimization(
            16,
            flavour.isContrast() ? 0.003 : 0.01,
            0.9,
            1e-4,
            OptimizationConfig.Unit.STEPS,
            800,
            List.of(480, 640),
            0.1));
  }

  /** Seconds: shows that everything works, teaches nothing. */
  public static DualVarConfig smoke(DualVarFlavour flavour) {
    return new DualVarConfig(
        "smoke",
        flavour,
        1,
        new ClipTrunkConfig(Kind.R3D, 4),
        2,
        new DualVarClipConfig(frames(flavour, 8, 1), 32, DualVarAugmentation.small(37)),
        contrast(flavour, DualVarWeights.nominal(), 24, 0.99),
        new DualVarOptimization(
            8, 0.03, 0.9, 1e-4, OptimizationConfig.Unit.STEPS, 10, List.of(6, 8), 0.1));
  }

  /** Half of the clips run backwards, unless their order is asked. */
  private static CentredClips frames(DualVarFlavour flavour, int length, int stride) {
    return new CentredClips(length, stride, flavour == DualVarFlavour.CLIP_ORDER ? 0 : 0.5);
  }

  private static DualVarContrastConfig contrast(
      DualVarFlavour flavour, DualVarWeights weights, int memorySize, double momentum) {
    boolean clamp = flavour == DualVarFlavour.SIMCLR;
    return new DualVarContrastConfig(
        weights, 0.07, 0.07, 0.05, clamp, SegmentOrder.ANY, memorySize, momentum);
  }

  /** The preset of a name: paper, as-run, desk or smoke. */
  public static DualVarConfig preset(String name, DualVarFlavour flavour) {
    return switch (name) {
      case "paper" -> paper(flavour);
      case "as-run" -> asRun(flavour);
      case "desk" -> desk(flavour);
      case "smoke" -> smoke(flavour);
      default ->
          throw new InputException("preset '" + name + "': choose paper, as-run, desk or smoke");
    };
  }

  /** The accuracy of shuffle-rank expected by chance: one of 2n - 1 is the counterpart. */
  public double rankChance() {
    return 1.0 / (2 * segments - 1);
  }

  /** Clips of a video that pass through the trained network in a step. */
  int clipsAVideo() {
    boolean ranks = contrast.weights().shuffleRank() > 0;
    return switch (flavour) {
      case SIMCLR -> ranks ? 4 : 2;
      case MOCO -> ranks ? 3 : 1;
      case ROTNET3D, CLIP_ORDER -> ClipPretext.of(flavour).orElseThrow().clips();
    };
  }

  /** Clips that are drawn of a video for a step. */
  int viewsAVideo() {
    return ClipPretext.of(flavour).map(ClipPretext::views).orElse(ClipBatch.VIEWS);
  }

  /** The clips of a store's videos with which it is trained. */
  ClipSource sourceOf(FrameStore store) {
    return ClipPretext.of(flavour)
        .map(pretext -> pretext.source(this, store))
        .orElseGet(() -> clipsOf(store));
  }

  /** DualVar's clips of a store's videos. */
  public DualVarClips clipsOf(FrameStore store) {
    return new DualVarClips(
        store,
        clips.frames(),
        clips.augmentation(),
        optimization.batchSize(),
        clips.pixels(),
        new Seeds(seed));
  }

  /**
   * The same with several settings changed at once, by their paths such as {@code
   * contrast.weights.clip}; only the whole must fit together.
   *
   * @throws InputException if there is no such setting, or a value is out of range
   */
  public DualVarConfig with(Map<String, ?> changes) {
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
  public static DualVarConfig fromJson(String json, String source) {
    return Settings.fromJson(json, DualVarConfig.class, source);
  }
}
