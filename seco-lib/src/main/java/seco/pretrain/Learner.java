package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import seco.Paper;
import seco.contrast.MemoryQueue;
import seco.contrast.MomentumEncoder;
import seco.contrast.Replicas;
import seco.contrast.Shuffle;
import seco.dataset.SequenceBatch;
import seco.loss.Outcome;
import seco.loss.SecoObjective;
import seco.loss.SecoObjective.Views;
import seco.loss.Task;
import seco.loss.Terms;
import seco.model.Embeddings;
import seco.model.Head;
import seco.model.KeyEmbeddings;
import seco.model.SecoEncoder;
import seco.run.Seeds;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Sgd;
import seco.tensor.SideLane;

/** What learns: the two encoders, the memory and the optimiser. One step is the paper's method. */
@Paper(section = "Sequence Contrastive Learning")
public final class Learner implements AutoCloseable {
  private final PretrainConfig config;
  private final NDManager manager;
  private final SecoEncoder online;
  private final Replicas queries;
  private final MomentumEncoder momentum;
  private final MemoryQueue queue;
  private final Sgd optimizer;
  private final SecoObjective objective;
  private final SideLane side = new SideLane();

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
    this.online = online;
    this.queue = queue;
    ContrastConfig contrast = config.contrast();
    queries = new Replicas(manager, online, contrast.replicas(), contrast.statistics());
    momentum =
        new MomentumEncoder(
            manager,
            online,
            contrast.momentum(),
            contrast.keys(),
            contrast.replicas(),
            contrast.statistics());
    optimizer =
        new Sgd(
            manager,
            online.trainable(),
            config.optimization().sgdMomentum(),
            config.optimization().weightDecay());
    objective =
        new SecoObjective(
            config.tasks(), contrast.temperature(), contrast.intraTemperature(), contrast.intra());
  }

  /**
   * One step of training.
   *
   * @param step its number, for the record and for the keys' shuffle
   * @param rate learning rate
   */
  public Step step(long step, SequenceBatch batch, double rate) {
    Gradients.off();
    return config.tasks().contains(Task.FRAMES)
        ? frameStep(step, batch, rate)
        : sequenceStep(step, batch, rate);
  }

  private Step sequenceStep(long step, SequenceBatch batch, double rate) {
    NDArray earlier = Objects.requireNonNull(batch.earlier(), "a sequence has earlier frames");
    NDArray later = Objects.requireNonNull(batch.later(), "a sequence has later frames");
    Shuffle shuffle = shuffle(step, batch);
    Future<KeyEmbeddings> keys = // 3 frames x 3 heads, without gradient
        side.begin(() -> momentum.embed(batch.sameFrame(), earlier, later, shuffle));
    Terms terms =
        Gradients.backward(
            () -> {
              Embeddings q = queries.embed(batch.query()); // 3 x (N, 128)
              KeyEmbeddings k = side.await(keys);
              NDArray order =
                  online.orderLogits(q.order(), k.earlier().order(), k.later().order()); // (N, 2)
              return objective.evaluate( // Eq. (2) to (5)
                  interViews(q, k), intraViews(q, k), queue.rows(), order, batch.queryFirst());
            },
            Terms::total);
    KeyEmbeddings k = side.await(keys);
    queries.settle();
    double norm = optimizer.gradientNorm();
    optimizer.step(rate);
    momentum.follow(online); // Eq. (6)
    queue.enqueue(k.sameFrame().inter()); // the 3N oldest rows leave
    queue.enqueue(k.earlier().inter());
    queue.enqueue(k.later().inter());
    return numbers(step, rate, terms, norm);
  }

  private static Views interViews(Embeddings q, KeyEmbeddings k) {
    return new Views(q.inter(), k.sameFrame().inter(), k.earlier().inter(), k.later().inter());
  }

  private static Views intraViews(Embeddings q, KeyEmbeddings k) {
    return new Views(q.intra(), k.sameFrame().intra(), k.earlier().intra(), k.later().intra());
  }

  /** MoCo: the same machinery with one frame, one positive and N keys a step. */
  private Step frameStep(long step, SequenceBatch batch, double rate) {
    Shuffle shuffle = shuffle(step, batch);
    Future<Embeddings> keys = side.begin(() -> momentum.embed(batch.sameFrame(), shuffle));
    Terms terms =
        Gradients.backward(
            () -> {
              NDArray query = queries.embed(batch.query()).inter();
              NDArray key = side.await(keys).inter(); // (N, 128)
              return objective.evaluateFrames(query, key, queue.rows());
            },
            Terms::total);
    queries.settle();
    double norm = optimizer.gradientNorm();
    optimizer.step(rate);
    momentum.follow(online);
    queue.enqueue(side.await(keys).inter());
    return numbers(step, rate, terms, norm);
  }

  /** Shuffling batch norm: a new order of the keys for every step; none in one replica. */
  private Shuffle shuffle(long step, SequenceBatch batch) {
    int rows = Math.toIntExact(batch.query().getShape().get(0));
    return queries.count() == 1
        ? Shuffle.none(rows)
        : Shuffle.of(new Seeds(config.seed()).permutation(rows, "shuffle", step));
  }

  private static Step numbers(long step, double rate, Terms terms, double gradientNorm) {
    return new Step(
        step,
        rate,
        terms.total().getFloat(),
        loss(terms.inter()),
        accuracy(terms.inter()),
        loss(terms.intra()),
        accuracy(terms.intra()),
        loss(terms.order()),
        accuracy(terms.order()),
        gradientNorm);
  }

  private static double loss(@Nullable Outcome outcome) {
    return outcome == null ? Double.NaN : outcome.loss().getFloat();
  }

  private static double accuracy(@Nullable Outcome outcome) {
    return outcome == null ? Double.NaN : outcome.accuracy().getFloat();
  }

  public PretrainConfig config() {
    return config;
  }

  /** The encoder that is trained. */
  public SecoEncoder online() {
    return online;
  }

  /** The slow encoder of the keys. */
  public SecoEncoder slow() {
    return momentum.network();
  }

  public MemoryQueue queue() {
    return queue;
  }

  /**
   * Everything that a step changes, by name: {@code encoder.*}, {@code momentum.*}, {@code sgd.*}
   * and {@code memory}. With the memory's position it is the whole state.
   */
  public NamedArrays state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    online.arrays().forEach((name, array) -> state.put("encoder." + name, array));
    slow().arrays().forEach((name, array) -> state.put("momentum." + name, array));
    optimizer.buffers().forEach((name, array) -> state.put("sgd." + name, array));
    state.put("memory", queue.rows());
    return new NamedArrays(state);
  }

  /** Goes on from a state that {@link #state} gave. */
  public void restore(NamedArrays state, int memoryPosition) {
    Gradients.off();
    state().copyFrom(state);
    queue.moveTo(memoryPosition);
  }

  @Override
  public void close() {
    side.close();
    manager.close();
  }
}
