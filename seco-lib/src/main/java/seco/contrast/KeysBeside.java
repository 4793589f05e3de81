package seco.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import seco.model.Embeddings;
import seco.model.PublishedNames;
import seco.model.SecoEncoder;
import seco.tensor.NamedArrays;
import seco.tensor.Values;

/**
 * Batches of keys that pass through an encoder on another thread while it is in use. The weights
 * are the encoder's; the running statistics of these batches are kept apart, and {@link #settle}
 * adds them as if the batches had followed those of the encoder.
 */
final class KeysBeside implements AutoCloseable {
  /** How much of a running statistic a batch leaves, as batch norm has it. */
  private static final double KEPT = 0.9;

  private final NDManager manager;
  private final SecoEncoder encoder;
  private final SecoEncoder twin;
  private final Replicas replicas;
  private int batches;

  KeysBeside(NDManager parent, SecoEncoder encoder, int count, ReplicaStatistics statistics) {
    manager = parent.newSubManager();
    this.encoder = encoder;
    twin = encoder.replica(manager);
    replicas = new Replicas(manager, twin, count, statistics);
  }

  /** The embeddings of views (N, 3, S, S), each a batch of its own. */
  List<Embeddings> embed(List<NDArray> views) {
    beginAtZero();
    batches = views.size();
    return views.stream().map(this::embedOne).toList();
  }

  /** Overwritten, not subtracted: after a step that failed they may be no numbers. */
  private void beginAtZero() {
    try (NDManager scope = manager.newSubManager()) {
      statistics(twin)
          .forEach((name, own) -> Values.copy(scope.zeros(own.getShape(), own.getDataType()), own));
    }
  }

  private Embeddings embedOne(NDArray images) {
    Embeddings keys = replicas.embed(images);
    replicas.settle();
    return keys;
  }

  /** Moves the encoder's running statistics by those of the last batches. */
  void settle() {
    NamedArrays own = statistics(twin);
    try (NDManager scope = manager.newSubManager()) {
      NDArray kept = scope.create((float) Math.pow(KEPT, batches));
      statistics(encoder).forEach((name, statistic) -> statistic.muli(kept).addi(own.get(name)));
    }
  }

  private static NamedArrays statistics(SecoEncoder network) {
    return network.arrays().only(PublishedNames::isStatistic);
  }

  @Override
  public void close() {
    replicas.close();
    twin.close();
    manager.close();
  }
}
