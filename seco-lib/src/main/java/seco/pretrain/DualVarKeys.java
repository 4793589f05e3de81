package seco.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import seco.contrast.MemoryQueue;
import seco.contrast.MomentumAverage;
import seco.loss.DualVarObjective.View;
import seco.loss.TemporalCoherentLoss;
import seco.model.ClipEmbeddings;
import seco.model.DualVarEncoder;
import seco.model.Head;
import seco.model.SegmentHead;
import seco.run.Seeds;
import seco.tensor.SingleUpdates;

/**
 * What DualVar's MoCo flavour has besides the trained encoder: the slow one, and memories of clips
 * and of the means of their segments. A clip's n segments enter its similarities by their mean
 * alone, so that the mean is what is kept.
 */
final class DualVarKeys implements AutoCloseable {
  private final DualVarEncoder slow;
  private final MomentumAverage average;
  private final MemoryQueue clips;
  private final MemoryQueue segments;

  DualVarKeys(NDManager manager, DualVarConfig config, DualVarEncoder online) {
    Seeds seeds = new Seeds(config.seed());
    int rows = config.contrast().memorySize();
    slow = online.frozenCopy(manager);
    average =
        new MomentumAverage(
            manager, slow.trainable(), config.contrast().momentum(), new SingleUpdates());
    RandomGenerator random = seeds.stream("memory");
    clips = queue(manager, rows, 1, Head.EMBEDDING_SIZE, random);
    segments = queue(manager, rows, config.segments(), SegmentHead.EMBEDDING_SIZE, random);
  }

  /** A memory of means of random unit vectors, as the authors start it. */
  private static MemoryQueue queue(
      NDManager manager, int rows, int vectors, int dimension, RandomGenerator random) {
    float[] values = new float[Math.multiplyExact(rows, dimension)];
    double[] vector = new double[dimension];
    for (int row = 0; row < rows; row++) {
      for (int v = 0; v < vectors; v++) {
        double square = 0;
        for (int d = 0; d < dimension; d++) {
          vector[d] = random.nextGaussian();
          square += vector[d] * vector[d];
        }
        for (int d = 0; d < dimension; d++) {
          values[row * dimension + d] += (float) (vector[d] / Math.sqrt(square) / vectors);
        }
      }
    }
    return MemoryQueue.of(manager, values, dimension, 0);
  }

  /** Keys of clips (N, 3, T, H, W), without gradient. */
  ClipEmbeddings embed(NDArray keys) {
    return slow.embed(keys, true);
  }

  /** The memories as a view: (K, 128) and (K, 64). */
  View memory() {
    return new View(clips.rows(), segments.rows());
  }

  /**
   * Ends a step: the slow encoder follows, and the oldest rows leave for the keys. The authors
   * follow at the start of a step, with the weights that the step before left: the same.
   */
  void finish(DualVarEncoder online, ClipEmbeddings keys) {
    average.follow(online.trainable());
    clips.enqueue(keys.clip());
    segments.enqueue(TemporalCoherentLoss.mean(keys.segments()));
  }

  double distance(DualVarEncoder online) {
    return average.distance(online.trainable());
  }

  DualVarEncoder slow() {
    return slow;
  }

  /** The row that is written next, of both memories. */
  int position() {
    return clips.position();
  }

  void moveTo(int position) {
    clips.moveTo(position);
    segments.moveTo(position);
  }

  /** The arrays that a step changes. */
  Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    slow.arrays().forEach((name, array) -> state.put("momentum." + name, array));
    state.put("memory.clips", clips.rows());
    state.put("memory.segments", segments.rows());
    return state;
  }

  @Override
  public void close() {
    segments.close();
    clips.close();
    slow.close();
  }
}
