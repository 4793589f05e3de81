package seco.finetune;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.Paper;
import seco.augment.AugmentationConfig;
import seco.compile.Compiler;
import seco.compile.Precision;
import seco.model.ResNetConfig;
import seco.model.TrunkFunction;
import seco.run.Settings;

/**
 * All settings of a fine-tuning, as they are written into its run. The paper names the method
 * alone; the values are the authors' code's.
 *
 * @param preset the name from which it was made
 * @param seed of all randomness
 * @param weights with which it begins; {@code random} for untrained ones
 * @param store frames of the training videos
 * @param testStore frames of the test videos, where they are known
 * @param trunk the network's shape
 * @param classes of the data set
 * @param precision in which the compiled trunk computes; null for its blocks
 * @param recompute whether each stage is computed once more for its gradient, to save memory
 * @param norms which batch norms learn
 * @param dropout share of the features that each video of a batch goes without
 * @param frames what the network is shown
 * @param descent how it learns
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition", table = 3)
public record FineTuningConfig(
    String preset,
    long seed,
    String weights,
    String store,
    @Nullable String testStore,
    ResNetConfig trunk,
    int classes,
    @Nullable Precision precision,
    boolean recompute,
    LearningNorms norms,
    double dropout,
    SegmentConfig frames,
    DescentConfig descent) {
  /** The weights of a network that has learned nothing. */
  public static final String RANDOM = "random";

  public FineTuningConfig {
    if (!(dropout >= 0 && dropout < 1)) {
      throw new InputException("dropout " + dropout + ": must lie in 0..1, 1 excluded");
    }
    if (classes < 2) {
      throw new InputException("classes " + classes + ": there must be two at least");
    }
  }

  /**
   * The authors' setting. Of their four devices with four accumulated batches each, sixteen
   * accumulated ones are left; the first batch norm's statistics follow all of them, theirs those
   * of the first device.
   */
  public static FineTuningConfig paper() {
    return of(
        "paper",
        ResNetConfig.of(50),
        Precision.FLOAT32,
        0.9,
        new SegmentConfig(7, 224, SegmentConfig.AUTHORS_RATIO, AugmentationConfig.paper()),
        new DescentConfig(16, 16, 0.001, 0.9, 1e-4, 40, 150, List.of(50, 100), 0.1));
  }

  /** Minutes on two cores, on the video lab or on some hundred videos. */
  public static FineTuningConfig desk() {
    return of(
        "desk",
        new ResNetConfig(18, 16, 0),
        Precision.FLOAT32,
        0.5,
        new SegmentConfig(7, 48, 1, AugmentationConfig.small()),
        new DescentConfig(16, 2, 0.01, 0.9, 1e-4, 40, 30, List.of(15, 25), 0.1));
  }

  /** Seconds: shows that everything works, teaches nothing. */
  public static FineTuningConfig smoke() {
    return of(
        "smoke",
        new ResNetConfig(18, 8, 0),
        null,
        0.5,
        new SegmentConfig(3, 32, 1, AugmentationConfig.small()),
        new DescentConfig(2, 2, 0.01, 0.9, 1e-4, 40, 2, List.of(1), 0.1));
  }

  private static FineTuningConfig of(
      String preset,
      ResNetConfig trunk,
      @Nullable Precision precision,
      double dropout,
      SegmentConfig frames,
      DescentConfig descent) {
    return new FineTuningConfig(
        preset,
        1,
        RANDOM,
        "",
        null,
        trunk,
        2,
        precision,
        false,
        LearningNorms.FIRST,
        dropout,
        frames,
        descent);
  }

  /** The preset of a name: paper, desk or smoke. */
  public static FineTuningConfig preset(String name) {
    return switch (name) {
      case "paper" -> paper();
      case "desk" -> desk();
      case "smoke" -> smoke();
      default -> throw new InputException("preset '" + name + "': choose paper, desk or smoke");
    };
  }

  /**
   * The same with several settings changed at once, by their paths such as {@code descent.epochs}.
   *
   * @throws InputException if there is no such setting, or a value is out of range
   */
  public FineTuningConfig with(Map<String, ?> changes) {
    return Settings.with(this, changes);
  }

  /** The same for another number of passes, the drops of the rate moved in proportion. */
  public FineTuningConfig withEpochs(int epochs) {
    List<Integer> moved = new ArrayList<>();
    for (int drop : descent.drops()) {
      int at = Math.round(drop * epochs / (float) descent.epochs());
      if (at > (moved.isEmpty() ? 0 : moved.get(moved.size() - 1))) {
        moved.add(at);
      }
    }
    return with(Map.of("descent.epochs", epochs, "descent.drops", moved));
  }

  /** The same on videos: the stores of their frames, and how many classes they have. */
  public FineTuningConfig withVideos(String store, @Nullable String testStore, int classes) {
    return new FineTuningConfig(
        preset, seed, weights, store, testStore, trunk, classes, precision, recompute, norms,
        dropout, frames, descent);
  }

  /** The same with its trunk compiled, or for null block by block. */
  public FineTuningConfig withPrecision(@Nullable Precision precision) {
    return new FineTuningConfig(
        preset, seed, weights, store, testStore, trunk, classes, precision, recompute, norms,
        dropout, frames, descent);
  }

  /** The same for a network of a shape. */
  public FineTuningConfig withTrunk(ResNetConfig shape) {
    return with(Map.of("trunk.depth", shape.depth(), "trunk.width", shape.width()));
  }

  /** Edge of the squares of a test: 256 for the paper's patches of 224. */
  public int testPixels() {
    return frames.testPixels();
  }

  /** What makes the trunk's function; nothing where it is carried out block by block. */
  Optional<TrunkFunction.Maker> compiler() {
    return precision == null ? Optional.empty() : Optional.of(new Compiler(precision));
  }

  public String toJson() {
    return Settings.toJson(this);
  }
}
