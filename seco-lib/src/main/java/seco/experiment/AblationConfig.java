package seco.experiment;

import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.compile.Precision;
import seco.pretrain.ExecutionConfig;
import seco.pretrain.PretrainConfig;
import seco.probe.FeatureConfig;
import seco.run.Scale;

/**
 * How the rows of the ablation are trained and judged.
 *
 * @param start MoCo on stills
 * @param frames MoCo continued on the videos' frames
 * @param sequence SeCo's supervisions, continued from the start; the tasks are set row by row
 * @param features of the frozen networks
 */
public record AblationConfig(
    PretrainConfig start, PretrainConfig frames, PretrainConfig sequence, FeatureConfig features) {
  private static final int DESK_START_STEPS = 900;
  private static final int DESK_STEPS = 1200;
  private static final double DESK_HUE = 0.5;
  private static final double DESK_GRAYSCALE = 0.7;

  /**
   * The setting of a scale, its networks run block by block. At desk scale colours are changed more
   * than in the preset: clothes tell a video from others and an action from none, and Inter would
   * learn them. Found on videos of other seeds than those of the records, as was the length of the
   * start.
   *
   * @throws InputException for the paper's scale, at which every row is a run of its own
   */
  public static AblationConfig of(Scale scale) {
    return switch (scale) {
      case SMOKE -> of(PretrainConfig.smoke(), PretrainConfig.smoke());
      case DESK ->
          of(
              recoloured(lasting(PretrainConfig.desk(), DESK_START_STEPS)),
              recoloured(lasting(PretrainConfig.desk(), DESK_STEPS)));
      case PAPER ->
          throw new InputException(
              "scale 'paper': the ablation has scales smoke and desk; at the paper's size train"
                  + " each row with 'pretrain --preset paper'");
    };
  }

  private static AblationConfig of(PretrainConfig start, PretrainConfig sequence) {
    return new AblationConfig(
        start.withTasks(Variant.START.tasks()),
        sequence.withTasks(Variant.FRAMES.tasks()),
        sequence,
        FeatureConfig.of(8, sequence.patches().pixels()));
  }

  /** Six networks are trained one after the other, so each is trained for a shorter time. */
  private static PretrainConfig lasting(PretrainConfig config, int steps) {
    return config.withOptimization(config.optimization().withSteps(steps, 1));
  }

  private static PretrainConfig recoloured(PretrainConfig config) {
    return config
        .with("patches.augmentation.hue", DESK_HUE)
        .with("patches.augmentation.grayscaleProbability", DESK_GRAYSCALE);
  }

  /** The same with everything after the start trained in compiled networks. */
  AblationConfig compiled(Precision precision) {
    return new AblationConfig(
        start, compiled(frames, precision), compiled(sequence, precision), features);
  }

  private static PretrainConfig compiled(PretrainConfig config, Precision precision) {
    return config.withExecution(config.execution().compiled(precision));
  }

  /** In what a row's trunk is compiled for its training, or null for the blocks. */
  @Nullable Precision precision(Row row) {
    ExecutionConfig execution = training(row, 0).execution();
    return execution.network() == ExecutionConfig.Network.COMPILED ? execution.precision() : null;
  }

  /** A row's name in records and of its folder: {@code inter}, compiled {@code inter-bf16}. */
  String label(Row row) {
    Precision precision = precision(row);
    return precision == null ? row.label() : label(row, precision);
  }

  /** The name of a row that is trained in compiled networks. */
  static String label(Row row, Precision precision) {
    return row.label() + "-" + precision.id();
  }

  /** The settings of a row's training; for random weights those of the network. */
  PretrainConfig training(Row row, long seed) {
    PretrainConfig config;
    if (row == Variant.RANDOM || row == Variant.START) {
      config = start;
    } else if (row.tasks().equals(Variant.FRAMES.tasks())) {
      config = frames;
    } else {
      config = sequence.withTasks(row.tasks());
    }
    return (row.changes().isEmpty() ? config : config.with(row.changes())).withSeed(seed);
  }

  /** The row in whose place another one is not trained: that of the table with its settings. */
  Row trainedAs(Row row) {
    return row instanceof SweepPoint && training(row, 0).equals(training(Variant.ORDER, 0))
        ? Variant.ORDER
        : row;
  }
}
