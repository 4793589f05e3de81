package seco.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import seco.Paper;
import seco.model.Embeddings;
import seco.model.KeyEmbeddings;
import seco.model.SecoEncoder;
import seco.tensor.SingleUpdates;
import seco.tensor.Updates;

/**
 * The encoder of keys: a copy of the query encoder that follows it slowly.
 *
 * <p>Only parameters are averaged. The batch-norm layers run in training mode on the keys' own
 * batches, so their statistics follow the keys.
 */
@Paper(equation = 6)
public final class MomentumEncoder implements AutoCloseable {
  private final SecoEncoder encoder;
  private final KeyBatches batches;
  private final Replicas replicas;
  private final @Nullable KeysBeside beside; // of separate batches only
  private final MomentumAverage average;

  /**
   * An encoder in one replica.
   *
   * @param online the query encoder, copied as it stands
   * @param momentum alpha of Eq. (6); 0.999 in the paper
   */
  public MomentumEncoder(
      NDManager manager, SecoEncoder online, double momentum, KeyBatches batches) {
    this(manager, online, momentum, batches, 1, ReplicaStatistics.FIRST, new SingleUpdates());
  }

  /**
   * An encoder in several replicas.
   *
   * @param online the query encoder, copied as it stands
   * @param momentum alpha of Eq. (6); 0.999 in the paper
   * @param replicas R, how many parts of a batch have batch statistics of their own
   * @param statistics which running statistics are kept
   * @param updates the arithmetic of Eq. (6); stay the caller's
   */
  public MomentumEncoder(
      NDManager manager,
      SecoEncoder online,
      double momentum,
      KeyBatches batches,
      int replicas,
      ReplicaStatistics statistics,
      Updates updates) {
    MomentumAverage.requireMomentum(momentum);
    encoder = online.frozenCopy(manager);
    average = new MomentumAverage(manager, encoder.trainable(), momentum, updates);
    this.batches = batches;
    this.replicas = new Replicas(manager, encoder, replicas, statistics);
    beside =
        batches == KeyBatches.SEPARATE
            ? new KeysBeside(manager, encoder, replicas, statistics)
            : null;
  }

  /** The keys' embeddings, without gradient, from three times (N, 3, S, S). */
  public KeyEmbeddings embed(NDArray sameFrame, NDArray earlier, NDArray later) {
    return embed(sameFrame, earlier, later, unshuffled(sameFrame));
  }

  /**
   * The keys' embeddings, without gradient, from three times (N, 3, S, S), in the order of the
   * images. {@link KeyBatches#JOINT} means one joint batch per replica.
   *
   * @param shuffle in which order the videos are split among the replicas
   */
  public KeyEmbeddings embed(NDArray sameFrame, NDArray earlier, NDArray later, Shuffle shuffle) {
    List<NDArray> shuffled = Stream.of(sameFrame, earlier, later).map(shuffle::apply).toList();
    List<Embeddings> keys = embed(shuffled).stream().map(e -> undone(shuffle, e)).toList();
    return new KeyEmbeddings(keys.get(0), keys.get(1), keys.get(2));
  }

  /**
   * The embeddings of views of the same videos, each (N, 3, S, S), without gradient, as they stand:
   * rows i N/R to (i + 1) N/R are replica i's.
   */
  public List<Embeddings> embed(List<NDArray> views) {
    if (batches == KeyBatches.SEPARATE || views.size() == 1) {
      return views.stream().map(this::embedOne).toList();
    }
    int n = Math.toIntExact(views.get(0).getShape().get(0));
    Shuffle joint = Shuffle.none(n).joint(views.size(), replicas.count());
    NDArray images = NDArrays.concat(new NDList(views));
    Embeddings all = undone(joint, embedOne(joint.apply(images)));
    List<Embeddings> keys = new ArrayList<>();
    for (long view = 0; view < views.size(); view++) {
      keys.add(part(all, view * n, (view + 1) * n));
    }
    return keys;
  }

  /**
   * The embeddings of the last of the views, on another thread than the one that takes {@link
   * #embed} of the first ones at the same time. {@link KeyBatches#SEPARATE} only.
   *
   * @see #settle
   */
  public List<Embeddings> embedBeside(List<NDArray> views) {
    return keysBeside().embed(views);
  }

  /** Counts the statistics of {@link #embedBeside}, once after it. */
  public void settle() {
    keysBeside().settle();
  }

  private KeysBeside keysBeside() {
    if (beside == null) {
      throw new IllegalStateException("keys that share a batch cannot be parted");
    }
    return beside;
  }

  private Embeddings embedOne(NDArray images) {
    Embeddings keys = replicas.embed(images);
    replicas.settle();
    return keys;
  }

  /** The embeddings of one batch of keys (N, 3, S, S), without gradient. */
  public Embeddings embed(NDArray images) {
    return embed(images, unshuffled(images));
  }

  /**
   * The embeddings of one batch of keys (N, 3, S, S), without gradient, in the order of the images.
   *
   * @param shuffle in which order they are split among the replicas
   */
  public Embeddings embed(NDArray images, Shuffle shuffle) {
    return undone(shuffle, embedOne(shuffle.apply(images)));
  }

  private static Embeddings undone(Shuffle shuffle, Embeddings keys) {
    return new Embeddings(
        shuffle.undo(keys.inter()), shuffle.undo(keys.intra()), shuffle.undo(keys.order()));
  }

  private static Shuffle unshuffled(NDArray images) {
    return Shuffle.none(Math.toIntExact(images.getShape().get(0)));
  }

  private static Embeddings part(Embeddings all, long from, long to) {
    NDIndex rows = new NDIndex("{}:{}", from, to);
    return new Embeddings(all.inter().get(rows), all.intra().get(rows), all.order().get(rows));
  }

  /** Eq. (6): every parameter moves towards the query encoder's by the share 1 - momentum. */
  public void follow(SecoEncoder online) {
    average.follow(online.trainable());
  }

  /**
   * How far the trained encoder is ahead: ||theta_q - theta_k|| / ||theta_q|| over all trainable
   * arrays, L2 norms.
   */
  public double distance(SecoEncoder online) {
    return average.distance(online.trainable());
  }

  /** The network itself, for checkpoints and for looking at. */
  public SecoEncoder network() {
    return encoder;
  }

  @Override
  public void close() {
    if (beside != null) {
      beside.close();
    }
    replicas.close();
    encoder.close();
  }
}
