package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import seco.contrast.KeyBatches;
import seco.contrast.ReplicaStatistics;
import seco.dataset.SequenceBatch;
import seco.loss.Task;

/** Settings and batches of 16 rows for a small network in replicas. */
abstract class SmallReplicas {
  static final double RATE = 1e-3;
  static final int ROWS = 16;
  private static final int PIXELS = 48; // the last maps are 2 x 2: parts of 4 rows average over 16

  final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  static PretrainConfig config(
      int count, KeyBatches keys, ReplicaStatistics statistics, boolean frames) {
    Set<Task> tasks =
        frames ? EnumSet.of(Task.FRAMES) : EnumSet.of(Task.INTER, Task.INTRA, Task.ORDER);
    return PretrainConfig.smoke()
        .withTasks(tasks)
        .with(
            Map.of(
                "contrast.replicas", count,
                "contrast.keys", keys,
                "contrast.statistics", statistics,
                "contrast.memorySize", 6 * ROWS,
                "optimization.batchSize", ROWS,
                "optimization.weightDecay", 0));
  }

  SequenceBatch batch(long seed, boolean frames) {
    NDManager owner = manager.newSubManager();
    Random random = new Random(seed);
    NDArray query = images(owner, random);
    NDArray sameFrame = images(owner, random);
    float[] queryFirst = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      queryFirst[i] = random.nextInt(2);
    }
    return new SequenceBatch(
        query,
        sameFrame,
        frames ? null : images(owner, random),
        frames ? null : images(owner, random),
        owner.create(queryFirst));
  }

  /** Every row has another brightness, so that the parts of a batch have other statistics. */
  private static NDArray images(NDManager owner, Random random) {
    int pixels = 3 * PIXELS * PIXELS;
    float[] values = new float[ROWS * pixels];
    for (int row = 0; row < ROWS; row++) {
      double brightness = random.nextGaussian();
      for (int i = 0; i < pixels; i++) {
        values[row * pixels + i] = (float) (random.nextGaussian() + brightness);
      }
    }
    return owner.create(values, new Shape(ROWS, 3, PIXELS, PIXELS));
  }
}
