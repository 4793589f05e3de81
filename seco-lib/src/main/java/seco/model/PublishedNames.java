package seco.model;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * PyTorch's names for a network's parameters: {@code layer1.0.bn1.running_mean}, in the order of a
 * state dict.
 */
public final class PublishedNames {
  private static final Map<String, String> BATCH_NORM =
      Map.of(
          "gamma", "weight",
          "beta", "bias",
          "runningMean", "running_mean",
          "runningVar", "running_var");

  private static final Pattern LATER_NORM =
      Pattern.compile("layer\\d+\\.\\d+\\.(bn\\d|downsample\\.1)\\..*");

  private PublishedNames() {}

  /** The parameters below a block by name, in state-dict order. */
  static Map<String, Parameter> of(Block block) {
    Map<String, Parameter> names = new LinkedHashMap<>();
    collect("", block, names);
    return names;
  }

  private static void collect(String prefix, Block block, Map<String, Parameter> names) {
    block
        .getDirectParameters()
        .forEach(
            pair -> {
              String name = BATCH_NORM.getOrDefault(pair.getKey(), pair.getKey());
              names.put(prefix + name, pair.getValue());
            });
    List<String> keys = block.getChildren().keys();
    for (int i = 0; i < keys.size(); i++) {
      String child =
          keys.get(i).substring(String.format("%02d", i + 1).length()); // DJL numbers them
      String path = child.isEmpty() ? prefix : prefix + child + ".";
      collect(path, block.getChildren().valueAt(i), names);
    }
  }

  /** Whether a name is a batch-norm statistic: kept, but neither trained nor averaged. */
  public static boolean isStatistic(String name) {
    return name.endsWith(".running_mean") || name.endsWith(".running_var");
  }

  /** Whether a name is of a batch norm that is not the network's first, {@code bn1}. */
  static boolean isOfLaterNorm(String name) {
    return LATER_NORM.matcher(name).matches();
  }

  /**
   * The names of a PyTorch state dict: after each {@code running_var} comes the counter {@code
   * num_batches_tracked}, which these networks do not need.
   */
  public static List<String> stateDict(Iterable<String> names) {
    List<String> all = new java.util.ArrayList<>();
    for (String name : names) {
      all.add(name);
      if (name.endsWith(".running_var")) {
        all.add(name.replace("running_var", "num_batches_tracked"));
      }
    }
    return all;
  }
}
