package seco.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.checkpoint.Training;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Pretraining;
import seco.pretrain.Recorded;
import seco.pretrain.TrainingRecord;
import seco.video.FrameStore;

/**
 * A training that is watched: a line with step, rate and remaining time and the curves so far, both
 * renewed in place while it runs.
 *
 * <p>All tensor work is done on a thread of its own. When the waiting thread is interrupted, as by
 * the notebook's stop button, the training ends at its step's edge and saves; the same call later
 * goes on from there.
 */
public final class LiveTraining {
  private static final long MILLISECONDS_BETWEEN_LINES = 500;

  /** The engine records gradients of one training at a time; a stopped one may still be saving. */
  private static @Nullable TrainingThread<?, ?> previous;

  private final Screen screen;

  public LiveTraining(Screen screen) {
    this.screen = screen;
  }

  /**
   * Begins a training or goes on with one; called on the thread that does all of its work.
   *
   * @param <T> the training
   */
  @FunctionalInterface
  public interface Opening<T> {
    T open() throws IOException;
  }

  /** Trains from random weights; see {@link #run(PretrainConfig, FrameStore, Path, Path)}. */
  public static TrainingRecord run(PretrainConfig config, FrameStore store, Path folder)
      throws IOException {
    return run(config, store, folder, null);
  }

  /**
   * Trains in sight of the running cell.
   *
   * @param folder of the run: begun where it is absent, continued where it was stopped, only shown
   *     where it is complete
   * @param init a run whose encoder is the start, or null for random weights
   * @return what the run has recorded up to here
   * @throws InputException if the folder holds a run with other settings
   */
  public static TrainingRecord run(
      PretrainConfig config, FrameStore store, Path folder, @Nullable Path init)
      throws IOException {
    return run(Screen.current(), config, store, folder, init);
  }

  /**
   * Looks on while another process trains, such as {@code seco pretrain}, until the run is finished
   * or nobody trains it any more. The notebook's stop button only detaches; the same call attaches
   * again.
   *
   * @param run folder of the run
   * @return what the run has recorded up to here
   * @throws InputException if the folder is no run
   */
  public static TrainingRecord attach(Path run) throws IOException {
    return attach(run, Duration.ofDays(1000));
  }

  /** The same for some time; then it detaches by itself. */
  public static TrainingRecord attach(Path run, Duration longest) throws IOException {
    return new AttachedTraining(Screen.current(), run).watch(longest);
  }

  /** The same in sight of another screen. */
  static TrainingRecord run(
      Screen screen, PretrainConfig config, FrameStore store, Path folder, @Nullable Path init)
      throws IOException {
    return new LiveTraining(screen).watch(folder, () -> open(config, store, folder, init));
  }

  static Pretraining open(PretrainConfig config, FrameStore store, Path folder, @Nullable Path init)
      throws IOException {
    Path file = folder.resolve("config.json");
    if (!Files.exists(file)) {
      return Pretraining.start(config, store, folder, init);
    }
    if (!PretrainConfig.fromJson(Files.readString(file), file.toString()).equals(config)) {
      throw new InputException(folder + ": holds a run with other settings; choose another folder");
    }
    return Pretraining.resume(folder, store);
  }

  /**
   * Trains in sight of this screen.
   *
   * @param folder of the run
   * @return what the run has recorded up to here, after an interruption too
   */
  public TrainingRecord watch(Path folder, Opening<Pretraining> opening) throws IOException {
    return watch(TrainingKind.PRETRAINING, folder, opening);
  }

  /** The same with a training of another kind. */
  <T extends Training & AutoCloseable, S extends Record, R extends Recorded<S>> R watch(
      TrainingKind<T, S, R> kind, Path folder, Opening<T> opening) throws IOException {
    TrainingThread<T, S> training = new TrainingThread<>(kind, opening);
    begin(training);
    boolean interrupted = false;
    try {
      TrainingView<S> view = new TrainingView<>(screen, training, kind.loss());
      while (true) {
        try {
          interrupted |= Thread.interrupted(); // nothing can be shown while the flag is set
          if (interrupted) {
            training.stop();
            view.stopping();
          }
          boolean ended = training.await(MILLISECONDS_BETWEEN_LINES);
          view.renew(ended);
          if (ended) {
            rethrow(training.failure());
            R record = kind.reading().of(folder);
            view.conclude(record);
            return record;
          }
        } catch (InterruptedException e) {
          interrupted = true; // seen at once, by the next round
        }
      }
    } finally {
      training.stop(); // also when this thread is stopped by force
    }
  }

  private static void begin(TrainingThread<?, ?> training) throws IOException {
    synchronized (LiveTraining.class) {
      try {
        while (previous != null && !previous.await(1000)) {
          previous.stop();
        }
      } catch (InterruptedException e) {
        throw new IOException("interrupted while the training before was being saved", e);
      }
      training.begin();
      previous = training;
    }
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException("the training failed: " + failure.getMessage(), failure);
    }
  }
}
