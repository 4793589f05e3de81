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
 * The running statistics of encoders as they stand before a step: all that a step changes before
 * its loss is known.
 */
final class RunningStatistics implements AutoCloseable {
  private final NDManager scope;
  private final NamedArrays live;
  private final NamedArrays copy;

  RunningStatistics(NDManager manager, SecoEncoder... encoders) {
    scope = manager.newSubManager();
    Map<String, NDArray> statistics = new LinkedHashMap<>();
    for (int i = 0; i < encoders.length; i++) {
      add(statistics, i + ".", encoders[i]);
    }
    live = new NamedArrays(statistics);
    copy = live.copy(scope);
  }

  private static void add(Map<String, NDArray> statistics, String prefix, SecoEncoder encoder) {
    encoder
        .arrays()
        .only(PublishedNames::isStatistic)
        .forEach((name, array) -> statistics.put(prefix + name, array));
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
