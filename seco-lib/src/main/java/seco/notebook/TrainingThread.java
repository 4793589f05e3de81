package seco.notebook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import seco.checkpoint.Training;

/**
 * A training on a thread of its own, which nobody interrupts: told to stop, it finishes its step,
 * saves and ends. So whatever happens to the thread that waits, nothing is lost.
 */
final class TrainingThread<T extends Training & AutoCloseable, S extends Record> {
  private static final double SECONDS_BETWEEN_SAVES = 60;

  private final TrainingKind<T, S, ?> kind;
  private final LiveTraining.Opening<T> opening;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<S> steps = new ArrayList<>(); // guarded by itself
  private long firstStepNanoTime; // guarded by steps
  private volatile boolean stop;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Start<S> start;

  /**
   * What is known when the training has been opened.
   *
   * @param allSteps of the whole training
   * @param stepsDone before
   * @param damaged checkpoints that were passed over
   * @param lost logs that begin anew
   * @param needs what the run is expected to need, where that is known
   * @param curves by which it is shown
   */
  record Start<S>(
      long allSteps,
      long stepsDone,
      List<Path> damaged,
      List<Path> lost,
      Optional<String> needs,
      TrainingKind.Curves<S> curves) {}

  TrainingThread(TrainingKind<T, S, ?> kind, LiveTraining.Opening<T> opening) {
    this.kind = kind;
    this.opening = opening;
    thread = new Thread(this::work, "seco-training");
    thread.setDaemon(true);
  }

  void begin() {
    thread.start();
  }

  private void work() {
    try (T training = opening.open()) {
      start =
          new Start<>(
              training.steps(),
              training.stepsDone(),
              training.damagedCheckpoints(),
              training.lostLogs(),
              kind.needs().apply(training),
              kind.curves().apply(training));
      train(training);
    } catch (Throwable e) {
      failure = e;
    } finally {
      ended.countDown();
    }
  }

  private void train(T training) throws IOException, InterruptedException {
    long saved = System.nanoTime();
    while (training.hasNext() && !stop) {
      S step = kind.step().cast(training.next());
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
  @Nullable Start<S> start() {
    return start;
  }

  /** The steps that this thread has done so far. */
  List<S> steps() {
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
