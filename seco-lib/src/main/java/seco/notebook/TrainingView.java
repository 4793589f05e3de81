package seco.notebook;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import seco.pretrain.Recorded;

/** What a cell shows of the training that it runs: a line and a chart, renewed in place. */
final class TrainingView<S extends Record> {
  private static final double SECONDS_BETWEEN_CHARTS = 2;

  private final Screen screen;
  private final TrainingThread<?, S> training;
  private final ToDoubleFunction<S> loss;
  private Screen.@Nullable Place line;
  private Screen.@Nullable Place chart;
  private long chartTime = System.nanoTime();
  private boolean stopping;
  private boolean standSaid;

  /**
   * @param loss of a step
   */
  TrainingView(Screen screen, TrainingThread<?, S> training, ToDoubleFunction<S> loss) {
    this.screen = screen;
    this.training = training;
    this.loss = loss;
    line = screen.show("the training begins");
  }

  void renew(boolean ended) {
    TrainingThread.Start<S> start = training.start();
    List<S> steps = training.steps();
    sayWhereItStands(start);
    if (stopping || start == null || steps.isEmpty()) {
      return;
    }
    line = put(line, text(start, steps));
    if (steps.size() > 1
        && !ended
        && (System.nanoTime() - chartTime) / 1e9 > SECONDS_BETWEEN_CHARTS) {
      chart = put(chart, start.curves().of(steps, start.allSteps()));
      chartTime = System.nanoTime();
    }
  }

  private void sayWhereItStands(TrainingThread.@Nullable Start<S> start) {
    if (!standSaid && start != null) {
      standSaid = true;
      for (Path damaged : start.damaged()) {
        screen.show(
            "%s is damaged and passed over; the run goes on after step %,d"
                .formatted(damaged, start.stepsDone()));
      }
      for (Path lost : start.lost()) {
        screen.show(
            "%s is lost or cut off and begins anew after step %,d"
                .formatted(lost, start.stepsDone()));
      }
      if (start.stepsDone() == 0) {
        start.needs().ifPresent(screen::show);
      }
    }
  }

  private String text(TrainingThread.Start<S> start, List<S> steps) {
    long timed = start.allSteps() - start.stepsDone() - 1;
    String pace = Pace.describe("steps", steps.size() - 1, timed, training.secondsSinceFirstStep());
    return String.format(
        Locale.ROOT,
        "step %,d of %,d%s · loss %.3f",
        start.stepsDone() + steps.size(),
        start.allSteps(),
        pace.isEmpty() ? "" : " · " + pace,
        last(steps));
  }

  /** Said at once: a stopped cell's later output may reach nobody. */
  void stopping() {
    if (!stopping) {
      stopping = true;
      line = put(line, "stops after this step and saves; run the cell again to go on");
    }
  }

  /** The whole run's curves, and in the line how it ended. */
  void conclude(Recorded<S> record) {
    TrainingThread.Start<S> start = training.start();
    if (start == null || record.steps().isEmpty()) {
      return;
    }
    long done = record.steps().size();
    String steps = String.format(Locale.ROOT, "%,d of %,d steps", done, start.allSteps());
    String took = " in " + Pace.duration(record.seconds());
    String end = done < start.allSteps() ? " · stopped and saved; run the cell again to go on" : "";
    String loss = String.format(Locale.ROOT, " · loss %.3f", last(record.steps()));
    line = put(line, steps + took + loss + end);
    chart = put(chart, start.curves().of(record.steps(), start.allSteps()));
  }

  private double last(List<S> steps) {
    return loss.applyAsDouble(steps.get(steps.size() - 1));
  }

  private Screen.Place put(Screen.@Nullable Place place, Object content) {
    if (place == null) {
      return screen.show(content);
    }
    place.update(content);
    return place;
  }
}
