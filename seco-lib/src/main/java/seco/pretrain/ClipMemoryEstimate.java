package seco.pretrain;

import seco.model.Footprint;
import seco.model.Head;
import seco.model.SegmentHead;

/**
 * The memory of a training step on clips, counted as {@link MemoryEstimate} counts one's on frames.
 */
final class ClipMemoryEstimate {
  private final DualVarConfig config;
  private final Footprint trunk;
  private final long batch;

  ClipMemoryEstimate(DualVarConfig config) {
    this.config = config;
    trunk = config.trunk().footprint(config.clips().frames().length(), config.clips().pixels());
    batch = config.optimization().batchSize();
  }

  /**
   * Bytes that a training adds to its process.
   *
   * @param networkBytes of the encoder's arrays
   * @param loaders threads that make batches
   */
  long bytes(long networkBytes, int loaders) {
    boolean memory = config.flavour() == DualVarFlavour.MOCO;
    // The encoder, its gradient and the optimiser's buffers; where there is one, the slow encoder.
    long weights = networkBytes * (memory ? 4 : 3);
    long rows = memory ? config.contrast().memorySize() : 0;
    long remembered = rows * (Head.EMBEDDING_SIZE + SegmentHead.EMBEDDING_SIZE) * Float.BYTES;
    long keys = memory ? batch * trunk.workBytes() : 0;
    long learned = batch * config.clipsAVideo() * trunk.keptBytes();
    return MemoryEstimate.RUNTIME + weights + remembered + images(loaders) + learned + keys;
  }

  /**
   * The clips, once more where they are brought together for the network, those that are shuffled,
   * turned or ordered again as they are laid for it, and as bytes in the loaders.
   */
  private long images(int loaders) {
    long clip = trunk.inputBytes() / Float.BYTES;
    long drawn = batch * config.viewsAVideo() * clip;
    long shown = batch * config.clipsAVideo() * clip;
    boolean contrast = config.flavour().isContrast();
    boolean ranks = config.contrast().weights().shuffleRank() > 0;
    long laid = contrast ? (ranks ? batch * clip : 0) : shown;
    return (drawn + shown + laid) * Float.BYTES + drawn * (loaders + 2);
  }
}
