package seco.pretrain;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.Map;
import seco.dataset.SequenceBatch;

/**
 * Steps on random images with a learner that is thrown away, to see how long one takes.
 *
 * @param secondsPerStep of the whole batch, without waiting for data
 * @param stateBytes of a checkpoint
 * @param networkBytes of an encoder's arrays
 */
record Trial(double secondsPerStep, long stateBytes, long networkBytes) {
  /** A step that takes longer is not made larger. */
  private static final double LONG = 0.5;

  /** Time for the repetitions of the last size. */
  private static final double SECONDS = 1.5;

  private static final int REPETITIONS = 10;

  /** A step that takes as long as this tells enough by itself, first as it is. */
  private static final double TEDIOUS = 5;

  /** Of labels; how many there are takes no time. */
  private static final int FEWEST_CLASSES = 2;

  /** So small that the steps change nothing by which they could last longer. */
  static final double RATE = 1e-6;

  /** A step with its data made, so that it alone is timed. */
  interface Step {
    /**
     * @param scope owner of the data
     * @param number of the step
     */
    Runnable prepare(NDManager scope, int rows, long number);
  }

  /** Tries these settings on this machine. */
  static Trial of(PretrainConfig config) {
    PretrainConfig plain =
        config.with(
            Map.of(
                "contrast.replicas", 1,
                "execution.devices", 1,
                "execution.accumulation", 1));
    try (NDManager manager = NDManager.newBaseManager();
        Trainee learner = Trainee.create(manager, plain, FEWEST_CLASSES)) {
      Step step =
          (scope, rows, number) -> {
            SequenceBatch batch = batch(scope, rows, plain);
            return () -> {
              var unused = learner.step(number, batch, RATE);
            };
          };
      double seconds = seconds(manager, step, plain.optimization().batchSize());
      boolean ownProcessors = Engine.getInstance().getGpuCount() > 0;
      return new Trial(
          ownProcessors ? seconds / config.execution().devices() : seconds,
          learner.state().bytes(),
          learner.networkBytes());
    }
  }

  /**
   * Doubles the rows until they are the batch or a step is long, and goes on from there along the
   * line through the last two sizes: a part of a step does not grow with its rows. More rows in no
   * more time tell only that the machine was busy, and are doubled too. Where two rows alone take
   * very long, all take that in proportion.
   */
  static double seconds(NDManager manager, Step step, int batch) {
    int rows = 2;
    double seconds = best(manager, step, rows, 2);
    double perRow = seconds / rows;
    for (boolean first = true;
        rows < batch && seconds < TEDIOUS && (first || seconds < LONG || perRow == 0);
        first = false) {
      int fewer = rows;
      double before = seconds;
      rows = Math.min(batch, 2 * rows);
      seconds = best(manager, step, rows, rows == batch ? REPETITIONS : 2);
      perRow = Math.max(0, (seconds - before) / (rows - fewer));
    }
    return seconds + (batch - rows) * perRow;
  }

  private static double best(NDManager manager, Step step, int rows, int repetitions) {
    double best = Double.POSITIVE_INFINITY; // the first steps also find their kernels
    double spent = 0;
    for (int number = 0;
        spent < TEDIOUS && (number < 2 || (number < repetitions && spent < SECONDS));
        number++) {
      double seconds = seconds(manager, step, rows, number);
      best = Math.min(best, seconds);
      spent += seconds;
    }
    return best;
  }

  private static double seconds(NDManager manager, Step step, int rows, long number) {
    try (NDManager scope = manager.newSubManager()) {
      Runnable ready = step.prepare(scope, rows, number);
      long start = System.nanoTime();
      ready.run();
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static SequenceBatch batch(NDManager scope, int rows, PretrainConfig config) {
    int pixels = config.patches().pixels();
    int keys = config.keysAVideo();
    NDArray images = scope.randomNormal(new Shape(rows, 3, pixels, pixels));
    int queries = config.frames().queries();
    return new SequenceBatch(
        queries == 1 ? images : NDArrays.concat(new NDList(Collections.nCopies(queries, images))),
        keys > 0 ? images : null,
        keys > 1 ? images : null,
        keys > 2 ? images : null,
        scope.zeros(new Shape(rows)));
  }
}
