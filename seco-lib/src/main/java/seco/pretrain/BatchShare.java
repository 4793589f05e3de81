package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import seco.contrast.Shuffle;
import seco.dataset.SequenceBatch;
import seco.model.Embeddings;

/**
 * A shard's rows of a batch, on its device.
 *
 * @param scope owner of all that the step makes of them
 * @param query (M, 3, S, S); of several frames a video (M V, 3, S, S), video after video
 * @param keys views (M, 3, S, S) of the rows that the shuffle sends here: of one frame or of three
 * @param queryFirst (M)
 * @param first row of the whole batch that is this share's first query
 * @param all rows of the whole batch
 */
record BatchShare(
    NDManager scope, NDArray query, List<NDArray> keys, NDArray queryFirst, long first, long all)
    implements AutoCloseable {
  /**
   * A batch split: each share has its queries, and the keys that the shuffle sends there.
   *
   * @param devices the managers of those that take a share each
   */
  static List<BatchShare> split(SequenceBatch batch, Shuffle shuffle, List<NDManager> devices) {
    long all = batch.queryFirst().getShape().get(0);
    long queries = batch.query().getShape().get(0) / all; // of a video
    long rows = all / devices.size();
    List<NDArray> keys =
        Stream.of(batch.sameFrame(), batch.earlier(), batch.later())
            .filter(Objects::nonNull)
            .map(shuffle::apply)
            .toList();
    List<BatchShare> shares = new ArrayList<>();
    for (NDManager device : devices) {
      NDManager scope = device.newSubManager();
      long from = shares.size() * rows;
      shares.add(
          new BatchShare(
              scope,
              rows(scope, batch.query(), from * queries, (from + rows) * queries),
              keys.stream().map(view -> rows(scope, view, from, from + rows)).toList(),
              rows(scope, batch.queryFirst(), from, from + rows),
              from,
              all));
    }
    return shares;
  }

  /** Rows of a share, M. */
  long rows() {
    return queryFirst.getShape().get(0);
  }

  /** Rows of an array on a scope's device; the array itself where they are all. */
  static NDArray rows(NDManager scope, NDArray array, long from, long to) {
    NDArray rows = array;
    if (to - from < array.getShape().get(0)) {
      rows = array.get(new NDIndex("{}:{}", from, to));
      rows.attach(scope);
    }
    NDArray here = rows.toDevice(scope.getDevice(), false);
    if (here != rows) {
      here.attach(scope);
    }
    return here;
  }

  /** The same of all embeddings. */
  static Embeddings rows(NDManager scope, Embeddings all, long from, long to) {
    return new Embeddings(
        rows(scope, all.inter(), from, to),
        rows(scope, all.intra(), from, to),
        rows(scope, all.order(), from, to));
  }

  @Override
  public void close() {
    scope.close();
  }
}
