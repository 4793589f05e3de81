package seco.pretrain;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.dataset.BatchLoader;
import seco.dataset.Normalisation;
import seco.dataset.PatchBatch;
import seco.dataset.VideoPatches;
import seco.tensor.Lane;

/**
 * A training's batches in their order. One ahead means that a thread of its own makes the tensors
 * of the next batch, and so brings it to its device, while the step before it computes. What it
 * meets there is told when that batch is asked for.
 */
final class BatchFeed implements AutoCloseable {
  private final BatchLoader<PatchBatch> loader;
  private final NDManager manager;
  private final Normalisation normalisation;
  private final @Nullable Lane lane; // null where nothing is made ahead
  private final long end;
  private long next;
  private @Nullable Future<StepBatch> ahead;

  /**
   * @param manager of the device; owns the batches
   * @param first number of the batch that comes first
   * @param end the number before which the batches end
   * @param loaders threads that make patches
   */
  BatchFeed(
      NDManager manager,
      VideoPatches patches,
      int pixels,
      long first,
      long end,
      int loaders,
      boolean oneAhead) {
    this.manager = manager;
    this.next = first;
    this.end = end;
    normalisation = new Normalisation(manager, pixels);
    lane = oneAhead ? new Lane("seco-upload", 1) : null;
    loader = new BatchLoader<>(patches, first, end, loaders);
  }

  /** How patches become the network's input. */
  Normalisation normalisation() {
    return normalisation;
  }

  /**
   * The next batch; the caller closes it before it asks for another. After a failure every call
   * fails, and after an interruption the next call gives the batch that was waited for.
   *
   * @throws InputException if a frame is damaged
   * @throws IOException if a frame could not be read
   */
  StepBatch next() throws IOException, InterruptedException {
    if (lane == null) {
      PatchBatch patches = loader.next();
      return new StepBatch(manager.newSubManager(), patches);
    }
    if (ahead == null) {
      ahead = lane.begin(this::made);
    }
    StepBatch batch = arrived(ahead);
    next++;
    ahead = next < end ? lane.begin(this::made) : null;
    return batch;
  }

  /** A batch whose patches are tensors, so that their bytes may be overwritten. */
  private StepBatch made() throws IOException, InterruptedException {
    PatchBatch patches = loader.next();
    StepBatch batch = new StepBatch(manager.newSubManager(), patches);
    try {
      var unused = batch.tensors(normalisation);
      return batch;
    } catch (RuntimeException | Error e) {
      batch.close();
      throw e;
    }
  }

  private static StepBatch arrived(Future<StepBatch> batch)
      throws IOException, InterruptedException {
    try {
      return batch.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String message = String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
      if (cause instanceof InputException) {
        throw new InputException(message, e);
      }
      if (cause instanceof IOException) {
        throw new IOException(message, e);
      }
      throw new IllegalStateException("a batch could not be brought to its device: " + message, e);
    }
  }

  /** Ends the threads; batches that nobody took go with the manager. */
  @Override
  public void close() {
    if (lane != null) {
      lane.close();
    }
    loader.close();
  }
}
