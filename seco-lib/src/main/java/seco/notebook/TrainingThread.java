package seco.notebook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import seco.pretrain.Preflight;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Pretraining;
import seco.pretrain.Step;

/**
 * A pretraining on a thread of its own, which nobody interrupts: told to stop, it finishes its
 * step, saves and ends. So whatever happens to the thread that waits, nothing is lost.
 */
final class TrainingThread {
  private static final double SECONDS_BETWEEN_SAVES = 60;

  private final LiveTraining.Opening opening;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Step> steps = new ArrayList<>(); // guarded by itself
  private long firstStepNanoTime; // guarded by steps
  private volatile boolean stop;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Start start;

  /**
   * What is known when the training has been opened.
   *
   * @param allSteps of the whole training
   * @param stepsDone before
   * @param damaged checkpoints that were passed over
   * @param lost logs that begin anew
   * @param preflight what the run is expected to need, where that is known
   */
  record Start(
      PretrainConfig config,
      long allSteps,
      long stepsDone,
      List<Path> damaged,
      List<Path> lost,
      Optional<Preflight> preflight) {}

  TrainingThread(LiveTraining.Opening opening) {
    this.opening = opening;
    thread = new Thread(this::work, "seco-training");
    thread.setDaemon(true);
  }

  void begin() {
    thread.start();
  }

  private void work() {
    try (Pretraining training = opening.open()) {
      start =
          new Start(
              training.config(),
              training.steps(),
              training.stepsDone(),
              training.damagedCheckpoints(),
              training.lostLogs(),
              training.preflight());
      train(training);
    } catch (Throwable e) {
      failure = e;
    } finally {
      ended.countDown();
    }
  }

  private void train(Pretraining training) throws IOException, InterruptedException {
    long saved = System.nanoTime();
    while (training.hasNext() && !stop) {
      Step step = training.next();
      synchronized (steps) {
        steps.add(step);
        firstStepNanoTime = steps.size() == 1 ? System.nanoTime() : firstStepNanoTime;
      }
      if ((System.nanoTime() - saved) / 1e9 > SECONDS_BETWEEN_SAVES) {
        training.save();
        saved = System.nanoTime();
      }
    }
    if (training.hasNext()) {
      training.save();
    }
  }

  /** Lets the thread end at its step's edge. */
  void stop() {
    stop = true;
  }

  /** Waits for the end, or for some time; whether the end has come. */
  boolean await(long milliseconds) throws InterruptedException {
    return ended.await(milliseconds, TimeUnit.MILLISECONDS);
  }

  /** The start, once the training has been opened. */
  @Nullable Start start() {
    return start;
  }

  /** The steps that this thread has done so far. */
  List<Step> steps() {
    synchronized (steps) {
      return List.copyOf(steps);
    }
  }

  /** Seconds since the first step was done: the pace without the time of warming up. */
  double secondsSinceFirstStep() {
    synchronized (steps) {
      return steps.isEmpty() ? 0 : (System.nanoTime() - firstStepNanoTime) / 1e9;
    }
  }

  /** What ended the thread, or null. */
  @Nullable Throwable failure() {
    return failure;
  }
}
