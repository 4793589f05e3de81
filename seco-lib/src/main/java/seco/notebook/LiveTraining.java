package seco.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Pretraining;
import seco.pretrain.Step;
import seco.pretrain.TrainingRecord;
import seco.video.FrameStore;

/**
 * A pretraining that is watched: a line with step, rate and remaining time and the curves so far,
 * both renewed in place while it runs.
 *
 * <p>All tensor work is done on a thread of its own. When the waiting thread is interrupted, as by
 * the notebook's stop button, the training ends at its step's edge and saves; the same call later
 * goes on from there.
 */
public final class LiveTraining {
  private static final long MILLISECONDS_BETWEEN_LINES = 500;
  private static final double SECONDS_BETWEEN_CHARTS = 2;

  /** The engine records gradients of one training at a time; a stopped one may still be saving. */
  private static @Nullable TrainingThread previous;

  private final Screen screen;

  public LiveTraining(Screen screen) {
    this.screen = screen;
  }

  /** Begins a training or goes on with one; called on the thread that does all of its work. */
  @FunctionalInterface
  public interface Opening {
    Pretraining open() throws IOException;
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
  public TrainingRecord watch(Path folder, Opening opening) throws IOException {
    TrainingThread training = begin(opening);
    boolean interrupted = false;
    try {
      View view = new View(training);
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
            return result(folder, training, view);
          }
        } catch (InterruptedException e) {
          interrupted = true; // seen at once, by the next round
        }
      }
    } finally {
      training.stop(); // also when this thread is stopped by force
    }
  }

  private static TrainingRecord result(Path folder, TrainingThread training, View view)
      throws IOException {
    rethrow(training.failure());
    TrainingRecord record = TrainingRecord.read(folder);
    view.conclude(record);
    return record;
  }

  private static TrainingThread begin(Opening opening) throws IOException {
    synchronized (LiveTraining.class) {
      try {
        while (previous != null && !previous.await(1000)) {
          previous.stop();
        }
      } catch (InterruptedException e) {
        throw new IOException("interrupted while the training before was being saved", e);
      }
      TrainingThread training = new TrainingThread(opening);
      training.begin();
      previous = training;
      return training;
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

  /** The line and the chart. */
  private final class View {
    private final TrainingThread training;
    private Screen.@Nullable Place line;
    private Screen.@Nullable Place chart;
    private long chartTime = System.nanoTime();
    private boolean stopping;
    private boolean damagedSaid;

    View(TrainingThread training) {
      this.training = training;
      line = screen.show("the training begins");
    }

    void renew(boolean ended) {
      TrainingThread.Start start = training.start();
      List<Step> steps = training.steps();
      sayDamaged(start);
      if (stopping || start == null || steps.isEmpty()) {
        return;
      }
      line = put(line, text(start, steps));
      if (steps.size() > 1
          && !ended
          && (System.nanoTime() - chartTime) / 1e9 > SECONDS_BETWEEN_CHARTS) {
        chart = put(chart, TrainingCharts.accuracy(start.config(), steps, start.allSteps()));
        chartTime = System.nanoTime();
      }
    }

    private void sayDamaged(TrainingThread.@Nullable Start start) {
      if (!damagedSaid && start != null) {
        damagedSaid = true;
        for (Path damaged : start.damaged()) {
          screen.show(
              "%s is damaged and passed over; the run goes on after step %,d"
                  .formatted(damaged, start.stepsDone()));
        }
      }
    }

    private String text(TrainingThread.Start start, List<Step> steps) {
      Step last = steps.get(steps.size() - 1);
      long timed = start.allSteps() - start.stepsDone() - 1;
      String pace =
          Pace.describe("steps", steps.size() - 1, timed, training.secondsSinceFirstStep());
      return String.format(
          Locale.ROOT,
          "step %,d of %,d%s · loss %.3f",
          last.step() + 1,
          start.allSteps(),
          pace.isEmpty() ? "" : " · " + pace,
          last.total());
    }

    /** Said at once: a stopped cell's later output may reach nobody. */
    void stopping() {
      if (!stopping) {
        stopping = true;
        line = put(line, "stops after this step and saves; run the cell again to go on");
      }
    }

    /** The whole run's curves, and in the line how it ended. */
    void conclude(TrainingRecord record) {
      TrainingThread.Start start = training.start();
      if (start == null || record.steps().isEmpty()) {
        return;
      }
      long done = record.steps().size();
      String steps = String.format(Locale.ROOT, "%,d of %,d steps", done, start.allSteps());
      String took = " in " + Pace.duration(record.seconds());
      String end =
          done < start.allSteps() ? " · stopped and saved; run the cell again to go on" : "";
      double loss = record.steps().get((int) done - 1).total();
      line = put(line, steps + took + String.format(Locale.ROOT, " · loss %.3f", loss) + end);
      chart = put(chart, TrainingCharts.accuracy(start.config(), record.steps(), start.allSteps()));
    }

    private Screen.Place put(Screen.@Nullable Place place, Object content) {
      if (place == null) {
        return screen.show(content);
      }
      place.update(content);
      return place;
    }
  }
}
