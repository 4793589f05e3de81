package seco.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import seco.Paper;
import seco.model.Embeddings;
import seco.model.PublishedNames;
import seco.model.SecoEncoder;
import seco.model.TrunkPass;
import seco.tensor.NamedArrays;
import seco.tensor.Values;

/**
 * One encoder in R virtual replicas: a batch passes in R equal parts, each with batch statistics of
 * its own, as if each part were on a device of its own.
 *
 * <p>The weights are one; the gradients of all parts add up in them. A loss that is a mean over the
 * batch is the mean of the replicas' losses, so its gradient is the mean over devices that a
 * distributed training takes. With one replica this is the encoder itself.
 */
@Paper(section = "Preliminary")
public final class Replicas implements AutoCloseable {
  private final NDManager manager;
  private final List<SecoEncoder> networks = new ArrayList<>(); // the encoder itself is the first
  private final ReplicaStatistics statistics;

  /**
   * @param manager owner of the other replicas' statistics
   * @param encoder the first replica; stays the caller's
   * @param count R, at least 1
   */
  public Replicas(NDManager manager, SecoEncoder encoder, int count, ReplicaStatistics statistics) {
    if (count < 1) {
      throw new IllegalArgumentException(count + " replicas: must be at least 1");
    }
    this.manager = manager.newSubManager();
    this.statistics = statistics;
    networks.add(encoder);
    for (int i = 1; i < count; i++) {
      networks.add(encoder.replica(this.manager));
    }
  }

  /** R, the number of replicas. */
  public int count() {
    return networks.size();
  }

  /**
   * The embeddings of images (N, 3, S, S) in training mode; rows i N/R to (i + 1) N/R are replica
   * i's.
   *
   * @throws IllegalArgumentException if R does not divide N
   */
  public Embeddings embed(NDArray images) {
    if (count() == 1) {
      return networks.get(0).embed(images, true);
    }
    begin();
    List<NDArray> rows = split(images, count());
    List<Embeddings> parts = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      parts.add(networks.get(i).embed(rows.get(i), true));
    }
    return new Embeddings(
        join(parts, Embeddings::inter),
        join(parts, Embeddings::intra),
        join(parts, Embeddings::order));
  }

  /**
   * A pass of images (M, 3, S, S) through the trunk, in as many equal parts as there are replicas
   * from {@code from} to {@code to}. The passes of all replicas stand between {@link #begin} and
   * {@link #settle}.
   *
   * @param recompute whether memory is saved at the price of a second forward pass
   * @throws IllegalArgumentException if the parts are not equal
   */
  public TrunkPass pass(NDArray images, int from, int to, boolean recompute) {
    if (to - from == 1) {
      return networks.get(from).pass(images, recompute);
    }
    List<NDArray> rows = split(images, to - from);
    List<TrunkPass> passes = new ArrayList<>();
    for (int i = from; i < to; i++) {
      passes.add(networks.get(i).pass(rows.get(i - from), recompute));
    }
    return new JoinedPass(passes);
  }

  private static List<NDArray> split(NDArray images, int parts) {
    long rows = images.getShape().get(0);
    if (rows % parts != 0) {
      throw new IllegalArgumentException(
          "a batch of " + rows + " does not split into " + parts + " equal replicas");
    }
    long part = rows / parts;
    List<NDArray> split = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      split.add(images.get(new NDIndex("{}:{}", i * part, (i + 1) * part)));
    }
    return split;
  }

  /** Gives all replicas the statistics from which {@link ReplicaStatistics} lets them go on. */
  public void begin() {
    if (count() > 1 && statistics == ReplicaStatistics.MEAN) {
      copyStatisticsToAll();
    }
  }

  private static NDArray join(List<Embeddings> parts, Function<Embeddings, NDArray> head) {
    return NDArrays.concat(new NDList(parts.stream().map(head).toList()));
  }

  /**
   * Brings the encoder's running statistics to what {@link ReplicaStatistics} says, once after each
   * {@link #embed} or the passes of all replicas. Gradients of the batch must have been taken
   * before: they need the statistics unwritten.
   */
  public void settle() {
    if (count() == 1 || statistics == ReplicaStatistics.FIRST) {
      return; // the first replica is the encoder
    }
    statistics(0).forEach((name, target) -> setToMean(name, target));
  }

  private void setToMean(String name, NDArray target) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray sum = target.duplicate();
      sum.attach(scope);
      for (int i = 1; i < count(); i++) {
        sum.addi(statistics(i).get(name));
      }
      NDArray parts = scope.zeros(sum.getShape(), sum.getDataType()).addi(count());
      Values.copy(sum.divi(parts), target);
    }
  }

  /** The mean is of replicas that began alike; what the others hold is read for nothing else. */
  private void copyStatisticsToAll() {
    NamedArrays kept = statistics(0);
    for (int i = 1; i < count(); i++) {
      statistics(i).copyFrom(kept);
    }
  }

  private NamedArrays statistics(int replica) {
    return networks.get(replica).arrays().only(PublishedNames::isStatistic);
  }

  @Override
  public void close() {
    networks.subList(1, networks.size()).forEach(SecoEncoder::close);
    manager.close();
  }
}
