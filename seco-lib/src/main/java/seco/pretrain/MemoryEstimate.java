package seco.pretrain;

import ai.djl.engine.Engine;
import java.util.List;
import seco.compile.Precision;
import seco.contrast.KeyBatches;
import seco.model.Footprint;
import seco.model.Head;

/**
 * The memory of a training step, counted from its settings: what is kept for the gradient, the
 * images, the weights. The contrast with the memory takes blocks that do not count; a compiled
 * network in float32 takes somewhat less than its blocks, for which the maps are counted.
 */
final class MemoryEstimate {
  /** What Java's heap and the engine's buffers grow by while a training runs. */
  static final long RUNTIME = 300_000_000;

  private final PretrainConfig config;
  private final List<Footprint> trunk;
  private final long batch;
  private final int keys;

  MemoryEstimate(PretrainConfig config) {
    this.config = config;
    trunk = Footprint.of(config.encoder().trunk(), config.patches().pixels());
    batch = config.optimization().batchSize();
    keys = config.keysAVideo();
  }

  /**
   * Bytes that a training adds to its process, all devices together.
   *
   * @param networkBytes of the encoder's arrays
   * @param loaders threads that make batches
   */
  long bytes(long networkBytes, int loaders) {
    int devices = config.execution().devices();
    // Both encoders and the gradient on each device, the optimiser's buffers on the first.
    long weights = networkBytes * (3L * devices + 1);
    if (halfWide()) { // the weights of the trunks, cast
      weights += networkBytes * devices;
    }
    long memory = (long) Float.BYTES * config.contrast().memorySize() * Head.EMBEDDING_SIZE;
    return RUNTIME + weights + memory * devices + images(loaders) + devices * (queries() + keys());
  }

  private long images(int loaders) {
    long values =
        batch * config.frames().size() * 3L * config.patches().pixels() * config.patches().pixels();
    long copies = config.contrast().replicas() > 1 ? 2 : 1; // the shuffled ones
    copies += Engine.getInstance().getGpuCount() > 0 ? 1 : 0; // the next batch is there already
    long colouring = config.execution().colour().workBytes(batch, config.patches().pixels());
    return values * Float.BYTES * copies + values * (loaders + 2) + colouring;
  }

  private boolean halfWide() {
    return config.execution().precision() == Precision.BF16;
  }

  /** Of maps counted in float32, what they take where the trunk computes. */
  private long wide(long bytes) {
    return halfWide() ? bytes / 2 : bytes;
  }

  /** What the queries of a part keep for their gradient; maps between parts are float32. */
  private long queries() {
    ExecutionConfig execution = config.execution();
    long rows = batch / execution.devices() / execution.accumulation();
    long image = wide(trunk.stream().mapToLong(Footprint::keptBytes).sum());
    if (execution.recompute()) {
      long inputs = trunk.stream().mapToLong(Footprint::inputBytes).sum();
      image = inputs + wide(trunk.stream().mapToLong(Footprint::keptBytes).max().orElse(0));
    }
    return rows * config.imagesAVideo() * image;
  }

  /** The keys pass beside the queries; of them a block's maps are held at once. */
  private long keys() {
    boolean joint = config.contrast().keys() == KeyBatches.JOINT;
    long rows = batch / config.contrast().replicas() * (joint ? keys : Math.min(1, keys));
    return rows * wide(trunk.stream().mapToLong(Footprint::workBytes).max().orElse(0));
  }
}
