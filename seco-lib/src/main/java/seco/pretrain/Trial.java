package seco.pretrain;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import seco.dataset.SequenceBatch;
import seco.loss.Task;

/** Steps on random images with a learner that is thrown away, to see how long one takes. */
final class Trial {
  /** Work of a trial step; a larger batch is tried in part. */
  private static final double MULTIPLY_ADDS = 4e9;

  private static final int STEPS = 10;
  private static final double SECONDS = 1.5;

  private Trial() {}

  /** Seconds of a step of these settings on this machine, without waiting for data. */
  static double secondsPerStep(PretrainConfig config) {
    int batch = config.optimization().batchSize();
    double work = new MemoryEstimate(config).multiplyAdds();
    int part = (int) Math.max(2, Math.min(batch, batch * MULTIPLY_ADDS / work));
    PretrainConfig small =
        config.with(
            Map.of(
                "contrast.replicas", 1,
                "execution.devices", 1,
                "execution.accumulation", 1,
                "optimization.batchSize", part));
    try (NDManager manager = NDManager.newBaseManager();
        Learner learner = Learner.create(manager, small)) {
      double best = Double.POSITIVE_INFINITY; // the first steps also find their kernels
      double spent = 0;
      for (int step = 0; step < 2 || (step < STEPS && spent < SECONDS); step++) {
        double seconds = seconds(manager, learner, step);
        best = Math.min(best, seconds);
        spent += seconds;
      }
      double seconds = best * batch / part;
      boolean ownProcessors = Engine.getInstance().getGpuCount() > 0;
      return ownProcessors ? seconds / config.execution().devices() : seconds;
    }
  }

  private static double seconds(NDManager manager, Learner learner, long step) {
    try (NDManager scope = manager.newSubManager()) {
      SequenceBatch batch = batch(scope, learner.config());
      long start = System.nanoTime();
      var unused = learner.step(step, batch, 1e-6);
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static SequenceBatch batch(NDManager scope, PretrainConfig config) {
    int n = config.optimization().batchSize();
    int pixels = config.patches().pixels();
    Shape shape = new Shape(n, 3, pixels, pixels);
    boolean frames = config.tasks().contains(Task.FRAMES);
    NDArray images = scope.randomNormal(shape);
    return new SequenceBatch(
        images, images, frames ? null : images, frames ? null : images, scope.zeros(new Shape(n)));
  }
}
