package seco.track;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.dataset.BatchLoader;

/**
 * The maps of one batch after the other. Pictures are cut ahead by other threads. Where only the
 * first epochs draw pairs anew, their maps are kept for the others.
 */
final class PairFeed implements AutoCloseable {
  private static final int LOADERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final NDManager manager;
  private final PairBatches source;
  private final Maps.Maker maker;
  private final long fresh; // batches that are drawn anew; after them they repeat
  private final boolean keeps;
  private final @Nullable BatchLoader<PairBatches.Batch> loader; // null: nothing new is to come
  private final Map<Long, Maps> kept = new HashMap<>();
  private long next;
  private double waitSeconds;

  /**
   * @param done batches that were learned from before
   * @param steps batches of the whole training
   */
  PairFeed(
      NDManager parent,
      PairBatches source,
      TrunkMap trunk,
      TrackConfig config,
      long done,
      long steps) {
    manager = parent.newSubManager();
    this.source = source;
    maker = Maps.Maker.of(manager, trunk, config);
    keeps = source.keptBatches() > 0;
    fresh = keeps ? source.keptBatches() : steps;
    next = done;
    loader = done < fresh ? new BatchLoader<>(source, done, fresh, LOADERS) : null;
  }

  /**
   * The next maps. They may be used until the next call.
   *
   * @param step whose manager owns them where they are not kept
   */
  Maps next(NDManager step) throws IOException, InterruptedException {
    long start = System.nanoTime();
    waitSeconds = 0;
    long number = next % fresh;
    Maps known = kept.get(number);
    if (known == null) {
      PairBatches.Batch batch;
      if (next < fresh && loader != null) {
        batch = loader.next();
      } else { // the training was resumed after this batch was drawn
        batch = source.newBatch();
        source.fill(number, batch);
      }
      waitSeconds = (System.nanoTime() - start) / 1e9;
      known = maker.of(keeps ? manager : step, batch);
      if (keeps) {
        kept.put(number, known);
      }
    }
    next++;
    return known;
  }

  /** Seconds that the last call waited for pictures, before it made their maps. */
  double waitSeconds() {
    return waitSeconds;
  }

  @Override
  public void close() {
    if (loader != null) {
      loader.close();
    }
    manager.close();
  }
}
