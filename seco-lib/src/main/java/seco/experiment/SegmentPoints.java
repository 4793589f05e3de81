package seco.experiment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.random.RandomGenerator;
import seco.run.Seeds;
import seco.tensor.Arithmetic;
import seco.tensor.Gradients;

/**
 * The segments of two clips of each of a few videos as points on the unit circle, and where a loss
 * moves them when nothing holds them: what it asks for, seen without a network.
 *
 * @param degrees angles of the points by video, clip and segment: N x 2 x n
 */
public record SegmentPoints(double[][][] degrees) {
  private static final int CLIPS = 2;

  /** A loss of the segments of all first and all second clips, each (N, n, 2). */
  @FunctionalInterface
  public interface Loss {
    NDArray of(NDArray first, NDArray second);
  }

  /**
   * Points by chance.
   *
   * @param seeds its stream {@code points} draws them
   */
  public static SegmentPoints random(int videos, int segments, Seeds seeds) {
    RandomGenerator random = seeds.stream("points");
    double[][][] degrees = new double[videos][CLIPS][segments];
    for (double[][] video : degrees) {
      for (double[] clip : video) {
        for (int segment = 0; segment < segments; segment++) {
          clip[segment] = 360 * random.nextDouble();
        }
      }
    }
    return new SegmentPoints(degrees);
  }

  /** Number of videos. */
  public int videos() {
    return degrees.length;
  }

  /** What a loss says of these points. */
  public double evaluate(Loss loss) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return of(loss, angles(manager)).getFloat();
    }
  }

  /**
   * The points after a descent.
   *
   * @param rate by which the gradient is multiplied, in radians
   */
  public SegmentPoints descend(Loss loss, int steps, double rate) {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray angles = angles(manager);
      for (int step = 0; step < steps; step++) {
        try (NDManager scope = manager.newSubManager()) {
          NDArray at = angles.duplicate();
          at.attach(scope);
          at.setRequiresGradient(true);
          Gradients.backward(() -> of(loss, at), value -> value);
          angles.subi(Arithmetic.times(at.getGradient(), rate));
        }
      }
      return new SegmentPoints(read(angles.toFloatArray()));
    }
  }

  private static NDArray of(Loss loss, NDArray angles) {
    NDArray points = NDArrays.stack(new NDList(angles.cos(), angles.sin()), 3); // (N, 2, n, 2)
    return loss.of(points.get(new NDIndex(":,0")), points.get(new NDIndex(":,1")));
  }

  /** The angles in radians (N, 2, n). */
  private NDArray angles(NDManager manager) {
    int segments = degrees[0][0].length;
    float[] values = new float[degrees.length * CLIPS * segments];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          (float)
              Math.toRadians(degrees[i / (CLIPS * segments)][i / segments % CLIPS][i % segments]);
    }
    return manager.create(values, new Shape(degrees.length, CLIPS, segments));
  }

  private double[][][] read(float[] radians) {
    int segments = degrees[0][0].length;
    double[][][] read = new double[degrees.length][CLIPS][segments];
    for (int i = 0; i < radians.length; i++) {
      double angle = Math.toDegrees(radians[i]) % 360;
      read[i / (CLIPS * segments)][i / segments % CLIPS][i % segments] = (angle + 360) % 360;
    }
    return read;
  }
}
