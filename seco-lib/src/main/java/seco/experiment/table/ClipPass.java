package seco.experiment.table;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import java.util.function.Supplier;
import seco.model.ClipTrunkConfig;
import seco.model.DualVarEncoder;
import seco.model.Footprint;
import seco.tensor.Gradients;

/**
 * What a clip costs a network, by passes of a random one, and its memory counted.
 *
 * @param gradientSeconds of a clip there and back
 * @param passSeconds of a clip without gradient
 * @param networkBytes of the weights
 * @param footprint of a clip
 */
record ClipPass(
    double gradientSeconds, double passSeconds, long networkBytes, Footprint footprint) {
  private static final int SEGMENTS = 2;

  /** A pass that takes longer is not made larger. */
  private static final double LONG = 0.5;

  /**
   * Tries a trunk.
   *
   * @param frames of a clip
   * @param pixels edge of its frames
   * @param most clips that are taken together
   */
  static ClipPass of(ClipTrunkConfig trunk, int frames, int pixels, int most) {
    Gradients.off();
    try (NDManager manager = NDManager.newBaseManager();
        DualVarEncoder encoder = DualVarEncoder.create(manager, trunk, SEGMENTS, new Random(0))) {
      return new ClipPass(
          perClip(manager, frames, pixels, most, clips -> gradient(encoder, clips)),
          perClip(manager, frames, pixels, most, clips -> pass(encoder, clips)),
          encoder.arrays().bytes(),
          trunk.footprint(frames, pixels));
    }
  }

  /** Some work on clips (N, 3, T, H, W). */
  @FunctionalInterface
  private interface Work {
    void on(NDArray clips);
  }

  private static void gradient(DualVarEncoder encoder, NDArray clips) {
    Supplier<NDArray> sum = () -> encoder.features(clips, true).sum();
    NDArray loss = Gradients.recorded(sum);
    Gradients.backward(loss, loss.onesLike());
    encoder.trainable().forEach((name, weight) -> Gradients.zero(weight));
  }

  private static void pass(DualVarEncoder encoder, NDArray clips) {
    float unused = encoder.features(clips, false).sum().getFloat(); // done when it is there
  }

  /** Doubles the clips, from two on, until they are the most or their pass is long. */
  private static double perClip(NDManager manager, int frames, int pixels, int most, Work work) {
    int clips = 2;
    while (true) {
      double first = seconds(manager, clips, frames, pixels, work); // also finds the kernels
      double best = Math.min(first, seconds(manager, clips, frames, pixels, work));
      if (best > LONG || 2 * clips > most) {
        return best / clips;
      }
      clips *= 2;
    }
  }

  private static double seconds(NDManager manager, int clips, int frames, int pixels, Work work) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray random = scope.randomNormal(new Shape(clips, 3, frames, pixels, pixels));
      long start = System.nanoTime();
      work.on(random);
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
