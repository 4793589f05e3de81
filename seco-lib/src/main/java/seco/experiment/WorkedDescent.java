package seco.experiment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Sgd;
import seco.tensor.SingleUpdates;

/**
 * Steps of a fine-tuning small enough for pencil and paper: two weights, gradients gathered over
 * parts, clipped, and followed with Nesterov's momentum; and what the library makes of them. There
 * is no weight decay.
 *
 * @param weights (D) at the start
 * @param gradients (steps, parts, D)
 * @param largestNorm to which a step's gradient is shrunk
 * @param momentum of the buffer
 * @param rate of learning
 */
public record WorkedDescent(
    double[] weights, double[][][] gradients, double largestNorm, double momentum, double rate) {
  /**
   * A step, worked by hand.
   *
   * @param mean of the parts' gradients
   * @param norm of the mean
   * @param clipped the mean, shrunk where its norm is too large
   * @param buffer momentum times the old one, plus the clipped gradient
   * @param followed the clipped gradient plus momentum times the new buffer
   * @param weights after the step
   */
  public record Step(
      double[] mean,
      double norm,
      double[] clipped,
      double[] buffer,
      double[] followed,
      double[] weights) {}

  /** All steps by hand. */
  public List<Step> byHand() {
    List<Step> steps = new ArrayList<>();
    double[] buffer = new double[weights.length];
    double[] now = weights;
    for (double[][] parts : gradients) {
      Step step = step(parts, buffer, now);
      steps.add(step);
      buffer = step.buffer();
      now = step.weights();
    }
    return steps;
  }

  private Step step(double[][] parts, double[] buffer, double[] before) {
    int size = weights.length;
    double[] mean = new double[size];
    Arrays.setAll(mean, i -> Arrays.stream(parts).mapToDouble(g -> g[i]).average().orElseThrow());
    double norm = Math.sqrt(Arrays.stream(mean).map(x -> x * x).sum());
    double factor = Math.min(1, largestNorm / norm);
    double[] clipped = Arrays.stream(mean).map(x -> factor * x).toArray();
    double[] gathered = new double[size];
    Arrays.setAll(gathered, i -> momentum * buffer[i] + clipped[i]);
    double[] followed = new double[size];
    Arrays.setAll(followed, i -> clipped[i] + momentum * gathered[i]);
    double[] after = new double[size];
    Arrays.setAll(after, i -> before[i] - rate * followed[i]);
    return new Step(mean, norm, clipped, gathered, followed, after);
  }

  /** The weights after each step, (steps, D), as {@link Sgd} computes them. */
  public double[][] library() {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray array = manager.create(floats(weights, 1));
      array.setRequiresGradient(true);
      NamedArrays learned = new NamedArrays(Map.of("weights", array));
      double[][] after = new double[gradients.length][];
      try (Sgd sgd = new Sgd(manager, learned, momentum, 0, true, new SingleUpdates())) {
        for (int i = 0; i < after.length; i++) {
          for (double[] part : gradients[i]) {
            gather(array, manager.create(floats(part, gradients[i].length)));
          }
          var unused = sgd.clip(largestNorm);
          sgd.step(rate);
          after[i] = doubles(array.toFloatArray());
        }
      }
      return after;
    }
  }

  /** Adds a gradient: that of the sum of the products. */
  private static void gather(NDArray array, NDArray gradient) {
    NDArray loss = Gradients.recorded(() -> array.mul(gradient).sum());
    Gradients.backward(loss, loss.onesLike());
  }

  private static float[] floats(double[] values, int parts) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) (values[i] / parts);
    }
    return floats;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }
}
