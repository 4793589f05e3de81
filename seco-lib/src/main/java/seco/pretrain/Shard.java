package seco.pretrain;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import seco.InputException;
import seco.contrast.MemoryQueue;
import seco.contrast.MomentumEncoder;
import seco.contrast.Replicas;
import seco.loss.Terms;
import seco.model.Embeddings;
import seco.model.Head;
import seco.model.SecoEncoder;
import seco.model.TrunkPass;
import seco.tensor.Gradients;
import seco.tensor.Updates;
import seco.tensor.Values;

/**
 * One device's part in a training: both encoders, the memory, and a share of every batch. The first
 * shard holds the training itself; the others have copies that follow it.
 */
final class Shard implements AutoCloseable {
  private final int number;
  private final NDManager manager;
  private final ExecutionConfig execution;
  private final Updates updates;
  private final SecoEncoder online;
  private final Replicas queries;
  private final MomentumEncoder momentum;
  private final MemoryQueue queue;
  private final StepLosses losses;
  private final KeyEncoding encoding;

  /**
   * @param number from 0
   * @param manager of the shard's device
   * @param updates stay the caller's
   * @param threads of the engine for this shard
   */
  Shard(
      int number,
      NDManager manager,
      PretrainConfig config,
      SecoEncoder online,
      MemoryQueue queue,
      Updates updates,
      int threads) {
    this.updates = updates;
    this.number = number;
    this.manager = manager;
    this.online = online;
    this.queue = queue;
    execution = config.execution();
    ContrastConfig contrast = config.contrast();
    int replicas = contrast.replicas() / execution.devices();
    queries = new Replicas(manager, online, replicas, contrast.statistics());
    momentum =
        new MomentumEncoder(
            manager,
            online,
            contrast.momentum(),
            contrast.keys(),
            replicas,
            contrast.statistics(),
            updates);
    losses = new StepLosses(config, online, queue);
    encoding = new KeyEncoding(momentum, contrast.keys(), threads);
  }

  /**
   * A further shard that begins as this one, on a device of its own: a GPU, or where the machine
   * has none, a share of the processor.
   *
   * @throws InputException if the machine has GPUs, but too few
   */
  Shard another(int number, PretrainConfig config, int threads) {
    int gpus = Engine.getInstance().getGpuCount();
    if (gpus > 0 && number >= gpus) {
      throw new InputException("device " + (number + 1) + ": this machine has " + gpus + " GPUs");
    }
    NDManager own = manager.newSubManager(gpus > 0 ? Device.gpu(number) : Device.cpu());
    MemoryQueue memory =
        MemoryQueue.of(own, queue.rows().toFloatArray(), Head.EMBEDDING_SIZE, queue.position());
    return new Shard(number, own, config, online.copy(own), memory, updates, threads);
  }

  /**
   * The queries' losses and their gradients, which are added to the weights'.
   *
   * @param exchange takes this shard's keys and gives those of all
   */
  StepSums learn(BatchShare share, KeyExchange exchange) {
    KeyEncoding.Begun begun = encoding.begin(share.keys());
    try {
      return learn(share, exchange, begun);
    } catch (RuntimeException | Error e) {
      exchange.fail(e);
      begun.abandon();
      throw e;
    }
  }

  private StepSums learn(BatchShare share, KeyExchange exchange, KeyEncoding.Begun begun) {
    StepSums sums = new StepSums();
    queries.begin();
    int parts = execution.accumulation();
    long rows = share.rows() / parts;
    long views = share.query().getShape().get(0) / share.rows(); // queries of a video
    List<Embeddings> keys = List.of();
    for (int part = 0; part < parts; part++) {
      try (NDManager scope = share.scope().newSubManager()) {
        long from = part * rows;
        NDArray images = BatchShare.rows(scope, share.query(), from * views, (from + rows) * views);
        int first = part * queries.count() / parts;
        int next = (part + 1) * queries.count() / parts;
        TrunkPass pass = queries.pass(images, first, next, execution.recompute());
        if (part == 0) {
          exchange.bring(number, begun.keys());
          keys = exchange.take(share.scope());
        }
        learn(scope, pass, share, keys, new Rows(from, rows, views), sums);
      }
    }
    queries.settle();
    return sums;
  }

  private void learn(
      NDManager scope,
      TrunkPass pass,
      BatchShare share,
      List<Embeddings> keys,
      Rows videos,
      StepSums sums) {
    NDArray features = pass.features(); // (M, D), of several queries a video (M V, D)
    long from = videos.from;
    long rows = videos.count;
    NDArray inter = Gradients.leaf(features); // a leaf for each task, to see its gradient apart
    NDArray intra = Gradients.leaf(features);
    NDArray order = Gradients.leaf(features);
    NDArray queryFirst = BatchShare.rows(scope, share.queryFirst(), from, from + rows);
    long first = share.first() + from; // row of the whole batch
    List<Embeddings> k =
        keys.stream().map(view -> BatchShare.rows(scope, view, first, first + rows)).toList();
    Embeddings q = Gradients.recorded(() -> online.embed(inter, intra, order)); // 3 x (M, 128)
    Terms terms = Gradients.recorded(() -> losses.of(q, k, queryFirst));
    double part = (double) rows / share.all();
    NDArray weight = scope.zeros(terms.total().getShape(), terms.total().getDataType()).addi(part);
    Gradients.backward(terms.total(), weight);
    TaskGradients gradients = TaskGradients.of(inter, intra, order);
    pass.backward(gradients.sum());
    NDArray query = videos.firstViews(q.inter().stopGradient());
    query.attach(share.scope());
    sums.add(terms, part, gradients, query);
  }

  /**
   * Videos of a share.
   *
   * @param views queries of each
   */
  private record Rows(long from, long count, long views) {
    /** The first query of each video: (M V, D) to (M, D). */
    NDArray firstViews(NDArray queries) {
      return views == 1
          ? queries
          : queries.reshape(new Shape(count, views, -1)).get(new NDIndex(":, 0"));
    }
  }

  /** Adds this shard's gradients to the first's and zeroes its own. */
  void giveGradients(Shard first) {
    online
        .trainable()
        .forEach((name, weight) -> Gradients.move(weight, first.online.trainable().get(name)));
  }

  /** Zeroes the gradients of a step that failed. */
  void forget() {
    online.trainable().forEach((name, weight) -> Gradients.zero(weight));
  }

  /** Takes all that the first shard holds, before a step. */
  void follow(Shard first) {
    online.arrays().copyFrom(first.online.arrays());
    slow().arrays().copyFrom(first.slow().arrays());
    Values.copy(first.queue.rows(), queue.rows());
  }

  /** Sets this shard's running statistics to the mean of all shards'. */
  void averageStatistics(List<Shard> shards) {
    RunningStatistics.average(shards.stream().map(Shard::online).toList());
    RunningStatistics.average(shards.stream().map(Shard::slow).toList());
  }

  /** Ends a step: Eq. (6), and the oldest rows of the memory leave for the keys of all shards. */
  void finish(List<Embeddings> keys) {
    momentum.follow(online);
    for (Embeddings view : keys) {
      queue.enqueue(view.inter());
    }
  }

  double momentumDistance() {
    return momentum.distance(online);
  }

  SecoEncoder online() {
    return online;
  }

  SecoEncoder slow() {
    return momentum.network();
  }

  MemoryQueue queue() {
    return queue;
  }

  NDManager manager() {
    return manager;
  }

  @Override
  public void close() {
    encoding.close();
    manager.close();
  }
}
