package seco.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import seco.compile.Precision;
import seco.model.Footprint;

/**
 * What a fine-tuning would need on this machine: gradients of some random videos by a network that
 * is thrown away, and its memory counted from the settings.
 *
 * @param secondsPerStep of the whole batch, without the update and without waiting for data
 * @param stateBytes of a checkpoint
 * @param memoryBytes that a training adds to its process
 */
public record FineTuningTrial(double secondsPerStep, long stateBytes, long memoryBytes) {
  /** What Java's heap and the engine's buffers grow by while a training runs. */
  private static final long RUNTIME = 300_000_000;

  private static final int VIDEOS = 2;
  private static final int REPETITIONS = 2;

  /** Weights, their gradients and the optimiser's buffers. */
  private static final int COPIES = 3;

  /** Tries these settings. */
  public static FineTuningTrial of(FineTuningConfig config) {
    try (NDManager manager = NDManager.newBaseManager();
        FineTuner tuner = new FineTuner(manager, config)) {
      double best = Double.POSITIVE_INFINITY; // the first also finds its kernels
      for (int i = 0; i < REPETITIONS; i++) {
        best = Math.min(best, seconds(manager, tuner.classifier(), config));
      }
      long network = tuner.classifier().arrays().bytes();
      return new FineTuningTrial(
          best / VIDEOS * config.descent().videosPerStep(),
          tuner.state().bytes(),
          RUNTIME + COPIES * network + images(config));
    }
  }

  private static double seconds(
      NDManager manager, TsnClassifier classifier, FineTuningConfig config) {
    int pixels = config.frames().pixels();
    try (NDManager scope = manager.newSubManager()) {
      int frames = VIDEOS * config.frames().segments();
      NDArray images = scope.randomNormal(new Shape(frames, 3, pixels, pixels));
      NDArray kept = scope.ones(new Shape(VIDEOS, config.trunk().featureSize()));
      long start = System.nanoTime();
      var unused = classifier.learn(images, new int[] {0, 1}, kept, VIDEOS);
      return (System.nanoTime() - start) / 1e9;
    }
  }

  /** What the frames of a part of a batch take, and what is kept of them for the gradient. */
  private static long images(FineTuningConfig config) {
    int pixels = config.frames().pixels();
    List<Footprint> parts = Footprint.of(config.trunk(), pixels);
    long maps = parts.stream().mapToLong(Footprint::keptBytes).sum();
    if (config.recompute()) {
      maps =
          parts.stream().mapToLong(Footprint::inputBytes).sum()
              + parts.stream().mapToLong(Footprint::keptBytes).max().orElse(0);
    }
    long image = (long) Float.BYTES * 3 * pixels * pixels;
    long frames = (long) config.descent().batchSize() * config.frames().segments();
    return frames * (image + (config.precision() == Precision.BF16 ? maps / 2 : maps));
  }
}
