package seco.pretrain;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.jspecify.annotations.Nullable;
import seco.dataset.Normalisation;
import seco.dataset.PatchBatch;
import seco.dataset.SequenceBatch;

/** A step's batch, to be closed after the step. */
final class StepBatch implements AutoCloseable {
  private final NDManager scope;
  private final PatchBatch patches; // another batch's as soon as the feed is asked for the next
  private final List<String> videos;
  private @Nullable SequenceBatch tensors;

  StepBatch(NDManager scope, PatchBatch patches) {
    this.scope = scope;
    this.patches = patches;
    videos = patches.videos();
  }

  /** The batch on the device of its manager, made when it is asked for first. */
  SequenceBatch tensors(Normalisation normalisation) {
    if (tensors == null) {
      tensors = patches.toTensors(scope, normalisation);
    }
    return tensors;
  }

  /** The videos' paths. */
  List<String> videos() {
    return videos;
  }

  @Override
  public void close() {
    scope.close();
  }
}
