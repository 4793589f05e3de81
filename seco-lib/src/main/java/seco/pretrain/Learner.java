package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import seco.Paper;
import seco.checkpoint.NotFiniteException;
import seco.contrast.MemoryQueue;
import seco.contrast.ReplicaStatistics;
import seco.contrast.Shuffle;
import seco.dataset.SequenceBatch;
import seco.model.Embeddings;
import seco.model.Head;
import seco.model.SecoEncoder;
import seco.run.Seeds;
import seco.tensor.Gradients;
import seco.tensor.Lane;
import seco.tensor.NamedArrays;
import seco.tensor.Sgd;
import seco.tensor.Updates;

/** What learns: the two encoders, the memory and the optimiser. One step is the paper's method. */
@Paper(section = "Sequence Contrastive Learning")
public final class Learner implements Trainee {
  private final PretrainConfig config;
  private final NDManager manager;
  private final List<Shard> shards = new ArrayList<>(); // the first is the training itself
  private final List<Lane> lanes = new ArrayList<>(); // of the others
  private final Sgd optimizer;
  private final int threads;

  /** A learner at its start, everything drawn from the settings' seed. */
  public static Learner create(NDManager parent, PretrainConfig config) {
    Seeds seeds = new Seeds(config.seed());
    NDManager manager = parent.newSubManager();
    SecoEncoder online =
        SecoEncoder.create(
            manager, config.encoder().trunk(), config.encoder().heads(), seeds.stream("encoder"));
    int rows = config.contrast().memorySize();
    MemoryQueue queue =
        MemoryQueue.create(manager, rows, Head.EMBEDDING_SIZE, seeds.stream("memory"));
    return new Learner(manager, config, online, queue);
  }

  /**
   * A learner of given parts, which it owns from now on.
   *
   * @param manager closed with the learner; the parts are of it
   */
  public Learner(NDManager manager, PretrainConfig config, SecoEncoder online, MemoryQueue queue) {
    Gradients.off();
    this.manager = manager;
    this.config = config;
    online.carryOutBy(config.execution().compiler().orElse(null)); // and with it all copies of it
    Updates updates = config.execution().updates(manager);
    int devices = config.execution().devices();
    threads = JniUtils.getNumThreads();
    int share = Math.max(1, threads / devices);
    JniUtils.setNumThreads(share);
    shards.add(new Shard(0, manager, config, online, queue, updates, share));
    for (int number = 1; number < devices; number++) {
      shards.add(shards.get(0).another(number, config, share));
      lanes.add(new Lane("seco-shard-" + number, share));
    }
    optimizer =
        new Sgd(
            manager,
            online.trainable(),
            config.optimization().sgdMomentum(),
            config.optimization().weightDecay(),
            updates);
  }

  /**
   * One step of training.
   *
   * @param step its number, for the record and for the keys' shuffle
   * @param rate learning rate
   * @throws ArithmeticException if the loss or the gradient is no finite number; then the state is
   *     what it was before the step
   */
  @Override
  public Step step(long step, SequenceBatch batch, double rate) {
    Gradients.off();
    Shuffle shuffle = shuffle(step, batch);
    KeyExchange exchange = new KeyExchange(shards.size(), shuffle);
    List<NDManager> devices = shards.stream().map(Shard::manager).toList();
    List<BatchShare> shares = BatchShare.split(batch, shuffle, devices);
    try {
      StepSums sums = gradients(shares, exchange);
      List<Embeddings> keys = exchange.take(shares.get(0).scope());
      Health health = health(step, sums, keys.get(0).inter());
      optimizer.step(rate);
      first().finish(keys); // Eq. (6), and the memory
      return sums.step(step, rate, health.withDistance(first().momentumDistance()));
    } finally {
      shares.forEach(BatchShare::close);
    }
  }

  /** The losses and the gradient; where there are none, all is as it was before the step. */
  private StepSums gradients(List<BatchShare> shares, KeyExchange exchange) {
    try (RunningStatistics before =
        new RunningStatistics(manager, online().arrays(), slow().arrays())) {
      try {
        StepSums sums = learn(shares, exchange);
        sums.gradientNorm(optimizer.gradientNorm());
        NotFiniteException.require(sums.total(), sums.gradientNorm());
        return sums;
      } catch (RuntimeException | Error e) {
        before.putBack();
        shards.forEach(Shard::forget);
        throw e;
      }
    }
  }

  /** The losses and gradients of all shards, each on its own thread. */
  private StepSums learn(List<BatchShare> shares, KeyExchange exchange) {
    shards.stream().skip(1).forEach(shard -> shard.follow(first()));
    List<Future<StepSums>> others = new ArrayList<>();
    StepSums sums;
    try {
      for (int i = 1; i < shards.size(); i++) {
        Shard shard = shards.get(i);
        BatchShare share = shares.get(i);
        others.add(lanes.get(i - 1).begin(() -> shard.learn(share, exchange)));
      }
      sums = first().learn(shares.get(0), exchange);
    } finally { // nothing may be let go while others compute
      others.forEach(Lane::await);
    }
    for (int i = 1; i < shards.size(); i++) {
      sums.add(Lane.join(others.get(i - 1)));
      shards.get(i).giveGradients(first());
    }
    if (shards.size() > 1 && config.contrast().statistics() == ReplicaStatistics.MEAN) {
      first().averageStatistics(shards);
    }
    return sums;
  }

  private Shard first() {
    return shards.get(0);
  }

  /** Shuffling batch norm: a new order of the keys for every step; none in one replica. */
  private Shuffle shuffle(long step, SequenceBatch batch) {
    int rows = Math.toIntExact(batch.queryFirst().getShape().get(0));
    return config.contrast().replicas() == 1
        ? Shuffle.none(rows)
        : Shuffle.of(new Seeds(config.seed()).permutation(rows, "shuffle", step));
  }

  private Health health(long step, StepSums sums, NDArray key) {
    int rows = Math.toIntExact(key.getShape().get(0)) * config.keysAVideo();
    double age = MemoryQueue.meanAge(config.contrast().memorySize(), rows, step);
    double[] shares = sums.gradientShares();
    try (NDManager scope = manager.newSubManager()) {
      return Health.of(sums.queries(scope), key, age)
          .withGradients(shares[0], shares[1], shares[2]);
    }
  }

  @Override
  public PretrainConfig config() {
    return config;
  }

  /** The encoder that is trained. */
  public SecoEncoder online() {
    return first().online();
  }

  /** The slow encoder of the keys. */
  public SecoEncoder slow() {
    return first().slow();
  }

  public MemoryQueue queue() {
    return first().queue();
  }

  /**
   * Everything that a step changes, by name: {@code encoder.*}, {@code momentum.*}, {@code sgd.*}
   * and {@code memory}. With the memory's position it is the whole state.
   */
  @Override
  public NamedArrays state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    online().arrays().forEach((name, array) -> state.put("encoder." + name, array));
    slow().arrays().forEach((name, array) -> state.put("momentum." + name, array));
    optimizer.buffers().forEach((name, array) -> state.put("sgd." + name, array));
    state.put("memory", queue().rows());
    return new NamedArrays(state);
  }

  @Override
  public void begin(NamedArrays weights) {
    online().arrays().only(weights.names()::contains).copyFrom(weights);
    slow().arrays().copyFrom(online().arrays());
  }

  @Override
  public long memoryPosition() {
    return queue().position();
  }

  @Override
  public long networkBytes() {
    return online().arrays().bytes();
  }

  @Override
  public void restore(NamedArrays state, int memoryPosition) {
    Gradients.off();
    state().copyFrom(state);
    queue().moveTo(memoryPosition);
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
    for (int i = shards.size() - 1; i >= 0; i--) {
      shards.get(i).close();
    }
    manager.close();
    JniUtils.setNumThreads(threads);
  }
}
