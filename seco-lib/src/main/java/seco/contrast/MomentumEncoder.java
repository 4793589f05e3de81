package seco.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import seco.Paper;
import seco.model.Embeddings;
import seco.model.KeyEmbeddings;
import seco.model.SecoEncoder;
import seco.tensor.NamedArrays;

/**
 * The encoder of keys: a copy of the query encoder that follows it slowly.
 *
 * <p>Only parameters are averaged. The batch-norm layers run in training mode on the keys' own
 * batches, so their statistics follow the keys.
 */
@Paper(equation = 6)
public final class MomentumEncoder implements AutoCloseable {
  private final NDManager manager;
  private final SecoEncoder encoder;
  private final double momentum;
  private final KeyBatches batches;

  /**
   * @param online the query encoder, copied as it stands
   * @param momentum alpha of Eq. (6); 0.999 in the paper
   */
  public MomentumEncoder(
      NDManager manager, SecoEncoder online, double momentum, KeyBatches batches) {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("momentum " + momentum + ": must lie in 0..1");
    }
    this.manager = manager;
    encoder = online.frozenCopy(manager);
    this.momentum = momentum;
    this.batches = batches;
  }

  /** The keys' embeddings, without gradient, from three times (N, 3, S, S). */
  public KeyEmbeddings embed(NDArray sameFrame, NDArray earlier, NDArray later) {
    if (batches == KeyBatches.SEPARATE) {
      return new KeyEmbeddings(embed(sameFrame), embed(earlier), embed(later));
    }
    long n = sameFrame.getShape().get(0);
    Embeddings all = embed(NDArrays.concat(new NDList(sameFrame, earlier, later)));
    return new KeyEmbeddings(part(all, 0, n), part(all, n, 2 * n), part(all, 2 * n, 3 * n));
  }

  /** The embeddings of one batch of keys (N, 3, S, S), without gradient. */
  public Embeddings embed(NDArray images) {
    return encoder.embed(images, true);
  }

  private static Embeddings part(Embeddings all, long from, long to) {
    NDIndex rows = new NDIndex("{}:{}", from, to);
    return new Embeddings(all.inter().get(rows), all.intra().get(rows), all.order().get(rows));
  }

  /** Eq. (6): every parameter moves towards the query encoder's by the share 1 - momentum. */
  public void follow(SecoEncoder online) {
    NamedArrays fast = online.arrays();
    try (NDManager scope = manager.newSubManager()) {
      NDArray keep = scope.create((float) momentum);
      NDArray share = scope.create((float) (1 - momentum));
      encoder
          .trainable()
          .forEach(
              (name, slow) -> {
                try (NDArray step = fast.get(name).mul(share)) {
                  slow.muli(keep).addi(step);
                }
              });
    }
  }

  /** The network itself, for checkpoints and for looking at. */
  public SecoEncoder network() {
    return encoder;
  }

  @Override
  public void close() {
    encoder.close();
  }
}
