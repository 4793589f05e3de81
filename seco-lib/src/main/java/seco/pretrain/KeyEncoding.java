package seco.pretrain;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import seco.contrast.KeyBatches;
import seco.contrast.MomentumEncoder;
import seco.model.Embeddings;
import seco.tensor.SideLane;

/**
 * The keys of a step, encoded without gradient beside the queries. Three separate batches are split
 * so that both threads encode two: this one the queries and k1, the other k2 and k3.
 */
final class KeyEncoding implements AutoCloseable {
  private final MomentumEncoder momentum;
  private final KeyBatches batches;
  private final SideLane side;

  /**
   * @param threads of the engine for both
   */
  KeyEncoding(MomentumEncoder momentum, KeyBatches batches, int threads) {
    this.momentum = momentum;
    this.batches = batches;
    side = new SideLane(threads);
  }

  /** Begins the encoding of views, each (N, 3, S, S). */
  Begun begin(List<NDArray> views) {
    boolean split = batches == KeyBatches.SEPARATE && views.size() == 3;
    List<NDArray> here = split ? views.subList(0, 1) : List.of();
    List<NDArray> beside = views.subList(here.size(), views.size());
    return new Begun(
        here, side.begin(() -> split ? momentum.embedBeside(beside) : momentum.embed(beside)));
  }

  /** Keys of which a part is being encoded on the other thread. */
  final class Begun {
    private final List<NDArray> here;
    private final Future<List<Embeddings>> beside;

    private Begun(List<NDArray> here, Future<List<Embeddings>> beside) {
      this.here = here;
      this.beside = beside;
    }

    /** Encodes this thread's part, waits for the other's, and gives the keys of all views. */
    List<Embeddings> keys() {
      if (here.isEmpty()) {
        return side.await(beside);
      }
      List<Embeddings> keys = new ArrayList<>(momentum.embed(here));
      keys.addAll(side.await(beside));
      momentum.settle();
      return keys;
    }

    /** Waits for the other thread; the keys are of no use any more. */
    void abandon() {
      side.abandon(beside);
    }
  }

  @Override
  public void close() {
    side.close();
  }
}
