package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import seco.Paper;
import seco.contrast.Shuffle;
import seco.model.Embeddings;

/** The keys of a step: each shard brings those that it has encoded and takes those of all. */
@Paper(section = "Preliminary")
final class KeyExchange {
  private final List<CompletableFuture<List<Embeddings>>> brought = new ArrayList<>();
  private final Shuffle shuffle;

  /**
   * @param shuffle in which the rows of the batch were given to the shards
   */
  KeyExchange(int shards, Shuffle shuffle) {
    this.shuffle = shuffle;
    for (int i = 0; i < shards; i++) {
      brought.add(new CompletableFuture<>());
    }
  }

  /** A shard's keys: of each view (N / shards, D). */
  void bring(int shard, List<Embeddings> keys) {
    brought.get(shard).complete(keys);
  }

  /** Ends the waiting of all shards, because one of them has failed. */
  void fail(Throwable failure) {
    brought.forEach(part -> part.completeExceptionally(failure));
  }

  /**
   * Waits for all shards; the keys of each view (N, D) in the order of the batch.
   *
   * @param owner of the result, on whose device it is
   */
  List<Embeddings> take(NDManager owner) {
    List<List<Embeddings>> parts = brought.stream().map(CompletableFuture::join).toList();
    List<Embeddings> views = new ArrayList<>();
    for (int v = 0; v < parts.get(0).size(); v++) {
      int view = v;
      List<Embeddings> rows = parts.stream().map(part -> part.get(view)).toList();
      views.add(
          new Embeddings(
              gather(rows, Embeddings::inter, owner),
              gather(rows, Embeddings::intra, owner),
              gather(rows, Embeddings::order, owner)));
    }
    return views;
  }

  private NDArray gather(
      List<Embeddings> rows, Function<Embeddings, NDArray> head, NDManager owner) {
    NDList here = new NDList();
    for (Embeddings part : rows) {
      here.add(head.apply(part).toDevice(owner.getDevice(), false));
    }
    NDArray all = here.size() == 1 ? here.get(0) : NDArrays.concat(here);
    NDArray ordered = shuffle.undo(all);
    if (ordered != here.get(0)) {
      ordered.attach(owner);
    }
    return ordered;
  }
}
