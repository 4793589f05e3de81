package seco.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.pretrain.Preflight;
import seco.pretrain.Step;
import seco.pretrain.TrainingRecord;
import seco.run.FolderLock;
import seco.run.RunDirectory;

/**
 * Looks on while another process trains: reads its run directory again and again and renews a line
 * and the curves in place. It changes nothing there.
 */
final class AttachedTraining {
  private static final long MILLISECONDS_BETWEEN = 2000;

  private final Screen screen;
  private final Path run;
  private final long allSteps;
  private final long start = System.nanoTime();
  private long stepsBefore = -1;
  private Screen.@Nullable Place line;
  private Screen.@Nullable Place chart;

  AttachedTraining(Screen screen, Path run) throws IOException {
    this.screen = screen;
    this.run = RunDirectory.requireRun(run);
    allSteps = steps(run);
  }

  private static long steps(Path run) throws IOException {
    Path file = run.resolve("preflight.json");
    if (Files.notExists(file)) {
      throw new InputException(
          run + ": has no preflight.json; resume it once with seco pretrain --resume");
    }
    return Preflight.read(file).estimated().steps();
  }

  /**
   * Looks on until the run is finished, nobody trains it any more, this thread is interrupted, or
   * the time is over.
   */
  TrainingRecord watch(Duration longest) throws IOException {
    boolean detached = false;
    while (true) {
      boolean trained = FolderLock.isTaken(run); // asked first: what is read then is the last state
      TrainingRecord record = TrainingRecord.read(run);
      long left = longest.toMillis() - (System.nanoTime() - start) / 1_000_000;
      detached |= Thread.interrupted() | left <= 0; // nothing is shown while the flag is set
      show(record, trained, detached);
      if (detached || !trained) {
        return record;
      }
      try {
        Thread.sleep(Math.min(MILLISECONDS_BETWEEN, left));
      } catch (InterruptedException e) {
        detached = true;
      }
    }
  }

  private void show(TrainingRecord record, boolean trained, boolean detached) {
    List<Step> steps = record.steps();
    stepsBefore = stepsBefore < 0 ? steps.size() : stepsBefore;
    String text = String.format(Locale.ROOT, "step %,d of %,d", steps.size(), allSteps);
    if (!steps.isEmpty()) {
      double loss = steps.get(steps.size() - 1).total();
      text += String.format(Locale.ROOT, " · loss %.3f", loss);
    }
    line = put(line, text + " · " + standing(record, trained, detached));
    if (steps.size() > 1) {
      chart = put(chart, TrainingCharts.accuracy(record.config(), steps, allSteps));
    }
  }

  private String standing(TrainingRecord record, boolean trained, boolean detached) {
    int done = record.steps().size();
    if (done >= allSteps) {
      return "finished in " + Pace.duration(record.seconds());
    }
    if (!trained) {
      String log = BackgroundTraining.lastWords(run).map(words -> ": " + words).orElse("");
      return "no process trains this run any more" + log;
    }
    if (detached) {
      return "detached; the training goes on, attach again at any time";
    }
    String pace = pace(done);
    return pace.isEmpty() ? "trained by another process" : pace;
  }

  private String pace(int done) {
    double seconds = (System.nanoTime() - start) / 1e9;
    return Pace.describe("steps", done - stepsBefore, allSteps - stepsBefore, seconds);
  }

  private Screen.Place put(Screen.@Nullable Place place, Object content) {
    if (place == null) {
      return screen.show(content);
    }
    place.update(content);
    return place;
  }
}
