package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import seco.model.PublishedNames;
import seco.model.SecoEncoder;
import seco.tensor.NamedArrays;
import seco.tensor.Values;

/**
 * The running statistics of the encoders as they stand before a step: all that a step changes
 * before its loss is known.
 */
final class RunningStatistics implements AutoCloseable {
  private final NDManager scope;
  private final NamedArrays live;
  private final NamedArrays copy;

  /**
   * @param networks the arrays of each network
   */
  RunningStatistics(NDManager manager, NamedArrays... networks) {
    scope = manager.newSubManager();
    Map<String, NDArray> statistics = new LinkedHashMap<>();
    for (int i = 0; i < networks.length; i++) {
      String prefix = i + ".";
      networks[i]
          .only(PublishedNames::isStatistic)
          .forEach((name, array) -> statistics.put(prefix + name, array));
    }
    live = new NamedArrays(statistics);
    copy = live.copy(scope);
  }

  /** Makes the statistics what they were. */
  void putBack() {
    live.copyFrom(copy);
  }

  /** Sets the running statistics of the first network to the mean of all. */
  static void average(List<SecoEncoder> networks) {
    NamedArrays target = networks.get(0).arrays().only(PublishedNames::isStatistic);
    target.forEach(
        (name, kept) -> {
          try (NDManager scope = kept.getManager().newSubManager()) {
            NDArray sum = scope.zeros(kept.getShape(), kept.getDataType());
            for (SecoEncoder network : networks) {
              NDArray own = network.arrays().get(name).toDevice(kept.getDevice(), true);
              own.attach(scope);
              sum.addi(own);
            }
            Values.copy(sum.divi(networks.size()), kept);
          }
        });
  }

  @Override
  public void close() {
    scope.close();
  }
}
