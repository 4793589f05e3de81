package seco.experiment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import seco.Paper;
import seco.tensor.Gradients;

/**
 * A batch of N videos small enough to be worked by hand: embeddings of two numbers, so that each is
 * a point on the unit circle.
 *
 * @param query (N, 2)
 * @param sameFrame k1 (N, 2)
 * @param earlier k2 (N, 2)
 * @param later k3 (N, 2)
 * @param memory keys of other videos (K, 2)
 * @param queryFirst (N), 1 where the query is in front of the others, else 0
 */
public record WorkedCase(
    NDArray query,
    NDArray sameFrame,
    NDArray earlier,
    NDArray later,
    NDArray memory,
    NDArray queryFirst) {
  private static final double[] QUERY = {90, 200, 330};
  private static final double[] SAME_FRAME = {80, 225, 350};
  private static final double[] EARLIER = {70, 190, 20};
  private static final double[] LATER = {50, 210, 40};
  private static final double[] MEMORY = {130, 240, 265, 315};
  private static final float[] QUERY_FIRST = {1, 0, 1};

  /**
   * Three videos and a memory of four keys, the same on every call: one that is easy, one whose
   * query lies nearer to its own other frames than to its own frame, and one whose query lies
   * nearest to a key of another video.
   */
  public static WorkedCase threeVideos(NDManager manager) {
    return new WorkedCase(
        circle(manager, QUERY),
        circle(manager, SAME_FRAME),
        circle(manager, EARLIER),
        circle(manager, LATER),
        circle(manager, MEMORY),
        manager.create(QUERY_FIRST));
  }

  /** Unit vectors (N, 2) at angles in degrees, anticlockwise from the right. */
  public static NDArray circle(NDManager manager, double... degrees) {
    float[] values = new float[2 * degrees.length];
    for (int i = 0; i < degrees.length; i++) {
      values[2 * i] = (float) Math.cos(Math.toRadians(degrees[i]));
      values[2 * i + 1] = (float) Math.sin(Math.toRadians(degrees[i]));
    }
    return manager.create(values, new Shape(degrees.length, 2));
  }

  /** Angles in degrees, 0 to 360, of vectors (N, 2). */
  public static double[] degrees(NDArray vectors) {
    float[] values = vectors.toFloatArray();
    double[] degrees = new double[values.length / 2];
    for (int i = 0; i < degrees.length; i++) {
      double angle = Math.toDegrees(Math.atan2(values[2 * i + 1], values[2 * i]));
      degrees[i] = (angle + 360) % 360;
    }
    return degrees;
  }

  /** Number of videos. */
  public int size() {
    return Math.toIntExact(query.getShape().get(0));
  }

  /** The case of one of the videos alone, with the same memory. */
  public WorkedCase video(int number) {
    NDIndex row = new NDIndex("{}:{}", number, number + 1);
    return withQuery(query.get(row))
        .withKeys(sameFrame.get(row), earlier.get(row), later.get(row), queryFirst.get(row));
  }

  /**
   * The order classifier g of Eq. (4) on query, k2 and k3: logits (N, 2).
   *
   * @param classifier its weights (2, 6)
   */
  @Paper(equation = 4)
  public NDArray orderLogits(NDArray classifier) {
    NDArray sequence = NDArrays.concat(new NDList(query, earlier, later), 1); // (N, 6)
    return Linear.linear(sequence, classifier).singletonOrThrow();
  }

  /** The same with other queries (N, 2). */
  public WorkedCase withQuery(NDArray query) {
    return new WorkedCase(query, sameFrame, earlier, later, memory, queryFirst);
  }

  /** The first video with its query at every angle: N = 360 / step videos. */
  public WorkedCase roundTheCircle(int step) {
    double[] angles = new double[360 / step];
    Arrays.setAll(angles, i -> i * (double) step);
    int[] same = new int[angles.length];
    NDManager manager = query.getManager();
    NDIndex rows = new NDIndex("{}", manager.create(same));
    return new WorkedCase(
        circle(manager, angles),
        sameFrame.get(rows),
        earlier.get(rows),
        later.get(rows),
        memory,
        queryFirst.get(rows));
  }

  private WorkedCase withKeys(NDArray k1, NDArray k2, NDArray k3, NDArray first) {
    return new WorkedCase(query, k1, k2, k3, memory, first);
  }

  /**
   * What a loss says.
   *
   * @param rows the loss of each video alone
   * @param mean the loss of the batch
   * @param pulls where each query is pulled: minus the gradient of its own loss, x and y
   */
  public record Answer(double[] rows, double mean, double[][] pulls) {
    /**
     * The pulls along the circle, degrees per unit of step, positive anticlockwise: what is left of
     * them when the query's length is normalised away.
     *
     * @param queries the queries (N, 2)
     */
    public double[] turns(NDArray queries) {
      float[] q = queries.toFloatArray();
      double[] turns = new double[pulls.length];
      for (int i = 0; i < turns.length; i++) {
        turns[i] = Math.toDegrees(pulls[i][1] * q[2 * i] - pulls[i][0] * q[2 * i + 1]);
      }
      return turns;
    }
  }

  /** Evaluates a loss, a scalar averaged over the videos, and its gradient at the queries. */
  public Answer evaluate(Function<WorkedCase, NDArray> loss) {
    Gradients.off();
    double mean = loss.apply(this).getFloat();
    List<double[]> pulls = new ArrayList<>();
    double[] rows = new double[size()];
    for (int i = 0; i < size(); i++) {
      NDArray q = query.get(new NDIndex("{}:{}", i, i + 1)).duplicate();
      q.setRequiresGradient(true);
      WorkedCase alone = video(i).withQuery(q);
      rows[i] = Gradients.backward(() -> loss.apply(alone), value -> value).getFloat();
      float[] gradient = q.getGradient().toFloatArray();
      pulls.add(new double[] {-gradient[0], -gradient[1]});
    }
    return new Answer(rows, mean, pulls.toArray(double[][]::new));
  }
}
