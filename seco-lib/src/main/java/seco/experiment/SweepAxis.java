package seco.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import seco.contrast.KeyBatches;
import seco.loss.IntraFrameLoss;
import seco.pretrain.OptimizationConfig;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Sampling;

/**
 * A choice of the method, and its values: what the paper settles without a table. Each value is a
 * row, all of SeCo trained from the ablation's start; the ablation's own value is among them.
 */
public enum SweepAxis {
  /** The two readings of Eq. (3). */
  EQUATION3(base -> names("contrast.intra", IntraFrameLoss.Reading.values())),
  /** Where the other frames come from. */
  SAMPLING(base -> names("patches.sampling", Sampling.values())),
  /** The rows of the memory: the ablation's, and more. */
  MEMORY(
      base ->
          numbers(
              List.of(1, 2, 8),
              n -> Map.of("contrast.memorySize", n * base.contrast().memorySize()))),
  /** The temperature of Eq. (1), in both contrasts. */
  TEMPERATURE(
      base ->
          numbers(
              List.of(0.07, 0.1, 0.2, 0.5),
              t -> Map.of("contrast.temperature", t, "contrast.intraTemperature", t))),
  /** The momentum of Eq. (6); 0 is an encoder of keys that does not lag. */
  MOMENTUM(base -> numbers(List.of(0.0, 0.99, 0.999), m -> Map.of("contrast.momentum", m))),
  /**
   * Videos a step, relative to the ablation's. As many videos are seen in all; the learning rate
   * and the memory grow with the batch, so that the memory holds the keys of as many steps.
   */
  BATCH(base -> numbers(List.of(0.5, 1.0, 2.0), factor -> batch(base, factor))),
  /**
   * Parts of a batch with batch statistics of their own, the keys shuffled among them; 1 is one
   * plain batch, in which nothing is shuffled.
   */
  REPLICAS(base -> numbers(List.of(1, 2, 4), r -> Map.of("contrast.replicas", r))),
  /** The three keys of a batch in one pass, or each in a pass with statistics of its own. */
  KEYS(base -> names("contrast.keys", KeyBatches.values()));

  private final Function<PretrainConfig, Map<String, Map<String, Object>>> values;

  SweepAxis(Function<PretrainConfig, Map<String, Map<String, Object>>> values) {
    this.values = values;
  }

  /** The name on the command line and in records. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The rows {@code temperature=0.05} and so on. */
  public List<Row> rows(AblationConfig config) {
    List<Row> rows = new ArrayList<>();
    values
        .apply(config.sequence())
        .forEach((value, changes) -> rows.add(new SweepPoint(label() + "=" + value, changes)));
    return rows;
  }

  private static Map<String, Map<String, Object>> names(String path, Enum<?>[] values) {
    Map<String, Map<String, Object>> changes = new LinkedHashMap<>();
    for (Enum<?> value : values) {
      String name = value.name().toLowerCase(Locale.ROOT).replace('_', '-');
      changes.put(name, Map.of(path, value.name()));
    }
    return changes;
  }

  private static <N extends Number> Map<String, Map<String, Object>> numbers(
      List<N> values, Function<N, Map<String, Object>> change) {
    Map<String, Map<String, Object>> changes = new LinkedHashMap<>();
    values.forEach(value -> changes.put(value.toString(), change.apply(value)));
    return changes;
  }

  private static Map<String, Object> batch(PretrainConfig base, double factor) {
    OptimizationConfig optimization = base.optimization();
    return Map.of(
        "optimization.batchSize", (int) (optimization.batchSize() * factor),
        "optimization.learningRate", optimization.learningRate() * factor,
        "optimization.length", (int) (optimization.length() / factor),
        "optimization.warmup", (int) (optimization.warmup() / factor),
        "contrast.memorySize", (int) (base.contrast().memorySize() * factor));
  }
}
