package seco.track;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.Paper;
import seco.compile.Precision;
import seco.model.ResNetConfig;
import seco.run.Settings;

/**
 * All settings of a tracker and of its head's training, as they are written into its run.
 *
 * <p>The paper states SiamFC on a frozen ResNet-50 of stride 8 with one learnable 1x1 convolution,
 * trained on GOT-10k and judged on OTB-100; its authors have published no code for it. What is left
 * open is chosen here, in the profile {@code ours}:
 *
 * <table>
 * <caption>Choices of {@code ours}</caption>
 * <tr><td>pictures of 127 and 255 pixels, cuts, loop, pairs, augmentation, labels, balanced loss
 * </td><td>siamfc-pytorch's</td></tr>
 * <tr><td>input</td><td>normalised as in pretraining</td></tr>
 * <tr><td>head</td><td>one convolution for both maps, 256 channels, bias; PyTorch's start</td></tr>
 * <tr><td>factor of the responses</td><td>measured once, {@link ResponseFactor}</td></tr>
 * <tr><td>learning</td><td>Adam, 1e-3 falling to 1e-5 over 50 epochs, batches of 8; the last epoch
 * is judged</td></tr>
 * <tr><td>edges of the maps</td><td>kept, though they have seen the network's zeros</td></tr>
 * </table>
 *
 * <p>The other profiles are the constants of public programs.
 *
 * @param profile the name from which it was made
 * @param preset the size from which it was made
 * @param seed of all randomness
 * @param weights whose trunk it is; {@code random} for an untrained one
 * @param trunk the frozen network, whose last two stages are dilated: a cell for eight pixels
 * @param precision in which the compiled trunk computes; null for its blocks
 * @param siamFc the tracking loop
 * @param head what is learned
 * @param training how it is learned
 */
@Paper(section = "Object Tracking")
public record TrackConfig(
    String profile,
    String preset,
    long seed,
    String weights,
    ResNetConfig trunk,
    @Nullable Precision precision,
    SiamFcConfig siamFc,
    HeadConfig head,
    HeadTrainingConfig training) {
  /** The weights of a trunk that has learned nothing. */
  public static final String RANDOM = "random";

  private static final int DILATED_STAGES = 2;

  public TrackConfig {
    if (trunk.outputStride() != siamFc.stride()) {
      throw new InputException(
          "siamFc.stride %d: the trunk's is %d, by trunk.dilatedStages %d"
              .formatted(siamFc.stride(), trunk.outputStride(), trunk.dilatedStages()));
    }
    boolean shifted =
        training.pairs().augmentation() == TrainingPairConfig.Augmentation.STRETCH_AND_SHIFT;
    int most = siamFc.searchPixels() - (shifted ? StretchAndShift.ROOM : 0);
    Bounds.require(
        "training.pairs.searchPixels",
        training.pairs().searchPixels(),
        siamFc.exemplarPixels() + 1,
        most);
  }

  /**
   * The settings of a profile at a size, on a trunk.
   *
   * @param profile {@code ours}, {@code siamfc-pytorch}, {@code vince} or {@code vfs}
   * @param preset {@code paper} for the profile's own length, {@code desk} for minutes on two
   *     cores, {@code smoke} for seconds
   * @param trunk its depth and width
   */
  public static TrackConfig of(
      String profile, String preset, ResNetConfig trunk, String weights, long seed) {
    ResNetConfig dilated = new ResNetConfig(trunk.depth(), trunk.width(), DILATED_STAGES);
    TrackConfig config =
        switch (profile) {
          case "ours" -> ours(dilated);
          case "siamfc-pytorch" -> siamFcPytorch(dilated);
          case "vince" -> vince(dilated);
          case "vfs" -> vfs(dilated);
          default ->
              throw new InputException(
                  "profile '" + profile + "': choose ours, siamfc-pytorch, vince or vfs");
        };
    Map<String, Object> named = Map.of("preset", preset, "weights", weights, "seed", seed);
    return Settings.with(Settings.with(config, length(preset)), named);
  }

  private static Map<String, Object> length(String preset) {
    return switch (preset) {
      case "paper" -> Map.of();
      case "desk" -> // few steps, so they are longer
          Map.of(
              "training.epochs", 10,
              "training.batchSize", 8,
              "training.pairs.perSequence", 16,
              "training.rate.first", 1e-2,
              "training.rate.warmupSteps", 0);
      case "smoke" ->
          Map.of(
              "training.epochs", 2,
              "training.batchSize", 2,
              "training.pairs.perSequence", 1,
              "training.rate.warmupSteps", 0);
      default -> throw new InputException("preset '" + preset + "': choose paper, desk or smoke");
    };
  }

  private static TrackConfig ours(ResNetConfig trunk) {
    return new TrackConfig(
        "ours",
        "paper",
        1,
        RANDOM,
        trunk,
        Precision.FLOAT32,
        SiamFcConfig.ours(),
        new HeadConfig(256, true, 0),
        training(50, 8, ResponseLoss.BALANCED, exponential(1e-3)));
  }

  /** A profile without a head: on a frozen trunk it has nothing to learn. */
  private static TrackConfig siamFcPytorch(ResNetConfig trunk) {
    HeadTrainingConfig training =
        new HeadTrainingConfig(
            50,
            8,
            shifted(true),
            ResponseLoss.BALANCED,
            exponential(1e-2),
            HeadTrainingConfig.Method.SGD,
            0.9,
            5e-4);
    return new TrackConfig(
        "siamfc-pytorch",
        "paper",
        1,
        RANDOM,
        trunk,
        Precision.FLOAT32,
        SiamFcConfig.siamFcPytorch(),
        new HeadConfig(0, true, 1e-3),
        training);
  }

  private static TrackConfig vince(ResNetConfig trunk) {
    TrainingPairConfig pairs =
        new TrainingPairConfig(25, 247, TrainingPairConfig.Augmentation.MOVED_LABELS, false, 0);
    HeadTrainingConfig training =
        new HeadTrainingConfig(
            40,
            256,
            pairs,
            ResponseLoss.FOCAL,
            new RateSchedule(RateSchedule.Form.STEPS, 1e-2, 1e-5, 500),
            HeadTrainingConfig.Method.ADAM,
            0,
            0);
    return new TrackConfig(
        "vince",
        "paper",
        1,
        RANDOM,
        trunk,
        Precision.FLOAT32,
        SiamFcConfig.vince(),
        new HeadConfig(256, false, 1e-3),
        training);
  }

  private static TrackConfig vfs(ResNetConfig trunk) {
    double factor = trunk.bottleneck() ? 1e-5 : 1e-3;
    return new TrackConfig(
        "vfs",
        "paper",
        1,
        RANDOM,
        trunk,
        Precision.FLOAT32,
        SiamFcConfig.vince(),
        new HeadConfig(trunk.featureSize(), false, factor),
        training(50, 8, ResponseLoss.FOCAL, exponential(1e-3)));
  }

  private static HeadTrainingConfig training(
      int epochs, int batch, ResponseLoss loss, RateSchedule rate) {
    return new HeadTrainingConfig(
        epochs, batch, shifted(true), loss, rate, HeadTrainingConfig.Method.ADAM, 0, 0);
  }

  private static TrainingPairConfig shifted(boolean interpolations) {
    return new TrainingPairConfig(
        1, 239, TrainingPairConfig.Augmentation.STRETCH_AND_SHIFT, interpolations, 0);
  }

  private static RateSchedule exponential(double first) {
    return new RateSchedule(RateSchedule.Form.EXPONENTIAL, first, 1e-5, 0);
  }

  /** Edge of the responses in training: cells of the search map less those of the exemplar's. */
  int trainingCells() {
    return cells(training.pairs().searchPixels()) - cells(siamFc.exemplarPixels()) + 1;
  }

  /** Bytes of the maps of a batch in training. */
  long mapBytes() {
    long exemplar = cells(siamFc.exemplarPixels());
    long search = cells(training.pairs().searchPixels());
    long pair = (exemplar * exemplar + search * search) * trunk.featureSize() * Float.BYTES;
    return pair * training.batchSize();
  }

  private int cells(int pixels) {
    return siamFc.cells(pixels); // whose stride is the trunk's
  }
}
