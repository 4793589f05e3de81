package seco.experiment;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import seco.model.PublishedNames;
import seco.tensor.NamedArrays;

/**
 * How far a network's arrays have moved in a training: the L2 norm of the change over that of the
 * start, by stage and kind.
 *
 * @param stages from the first to the last: {@code stem}, {@code layer1} and so on
 * @param byKind the changes of the stages, by kind: {@link #CONVOLUTIONS}, {@link #NORMS}, {@link
 *     #STATISTICS}; NaN where a stage has none
 */
public record MovedWeights(List<String> stages, Map<String, double[]> byKind) {
  /** Kernels of the convolutions. */
  public static final String CONVOLUTIONS = "convolutions";

  /** Scales and shifts of the batch norms. */
  public static final String NORMS = "scales and shifts";

  /** Means and variances of the batch norms. */
  public static final String STATISTICS = "statistics";

  private static final Pattern NORM = Pattern.compile("(.*\\.)?(bn\\d|downsample\\.1)\\..*");
  private static final String STEM = "stem";

  /** Squares, summed. */
  private static final class Sums {
    private double change;
    private double start;

    void add(float[] before, float[] after) {
      for (int i = 0; i < before.length; i++) {
        double moved = after[i] - before[i];
        change += moved * moved;
        start += (double) before[i] * before[i];
      }
    }

    double share() {
      return Math.sqrt(change / start);
    }
  }

  /**
   * Compares two states of a trunk.
   *
   * @param before arrays by published name
   * @param after the same and perhaps more; a classifier's are left out
   */
  public static MovedWeights of(NamedArrays before, NamedArrays after) {
    Map<String, Map<String, Sums>> sums = new LinkedHashMap<>();
    NamedArrays trunk = after.only(name -> !name.startsWith("fc"));
    trunk.forEach(
        (name, array) -> {
          NDArray start = before.get(name);
          sums.computeIfAbsent(stage(name), s -> new LinkedHashMap<>())
              .computeIfAbsent(kind(name), k -> new Sums())
              .add(start.toFloatArray(), array.toFloatArray());
        });
    List<String> stages = List.copyOf(sums.keySet());
    Map<String, double[]> byKind = new LinkedHashMap<>();
    for (String kind : List.of(CONVOLUTIONS, NORMS, STATISTICS)) {
      byKind.put(
          kind,
          stages.stream()
              .map(stage -> sums.getOrDefault(stage, Map.of()).get(kind))
              .mapToDouble(sum -> sum == null ? Double.NaN : sum.share())
              .toArray());
    }
    return new MovedWeights(stages, byKind);
  }

  private static String stage(String name) {
    return name.startsWith("layer") ? name.substring(0, name.indexOf('.')) : STEM;
  }

  private static String kind(String name) {
    if (PublishedNames.isStatistic(name)) {
      return STATISTICS;
    }
    return NORM.matcher(name).matches() ? NORMS : CONVOLUTIONS;
  }
}
