package seco.probe;

import java.util.function.IntFunction;
import seco.InputException;
import seco.dataset.FrameBatch;

/** The mean feature of each row of a chunk over its frames, added in float64. */
final class FrameMeans {
  private final int dimension;
  private final double[] sums; // (R, D)
  private final int[] counts;

  FrameMeans(int rows, int dimension) {
    this.dimension = dimension;
    sums = new double[Math.multiplyExact(rows, dimension)];
    counts = new int[rows];
  }

  /** Adds the features (N, D) of a batch's frames, each to its row. */
  void add(FrameBatch batch, float[] features) {
    for (int frame = 0; frame < batch.size(); frame++) {
      int row = batch.row(frame);
      counts[row]++;
      for (int d = 0; d < dimension; d++) {
        sums[row * dimension + d] += features[frame * dimension + d];
      }
    }
  }

  /**
   * The means (R, D), row-major.
   *
   * @param names of the rows, for the message
   * @throws InputException if one is no number
   */
  float[] values(IntFunction<String> names) {
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      int row = i / dimension;
      means[i] = (float) (sums[i] / counts[row]);
      if (!Float.isFinite(means[i])) {
        throw new InputException(
            "%s: feature %d is %s; the weights are no numbers, or too large for the type"
                .formatted(names.apply(row), i % dimension, means[i]));
      }
    }
    return means;
  }
}
