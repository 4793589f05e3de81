package seco.notebook;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import seco.pretrain.Preflight;
import seco.pretrain.Step;
import seco.pretrain.TrainingRecord;

/** What a cell shows of the training that it runs: a line and a chart, renewed in place. */
final class TrainingView {
  private static final double SECONDS_BETWEEN_CHARTS = 2;

  private final Screen screen;
  private final TrainingThread training;
  private Screen.@Nullable Place line;
  private Screen.@Nullable Place chart;
  private long chartTime = System.nanoTime();
  private boolean stopping;
  private boolean standSaid;

  TrainingView(Screen screen, TrainingThread training) {
    this.screen = screen;
    this.training = training;
    line = screen.show("the training begins");
  }

  void renew(boolean ended) {
    TrainingThread.Start start = training.start();
    List<Step> steps = training.steps();
    sayWhereItStands(start);
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

  private void sayWhereItStands(TrainingThread.@Nullable Start start) {
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
        start.preflight().ifPresent(preflight -> screen.show(needs(preflight)));
      }
    }
  }

  private static String needs(Preflight preflight) {
    int changed = preflight.departures().size();
    String values = changed == 0 ? "" : " · changes " + changed + " of the paper's values";
    return "needs " + preflight.text() + values;
  }

  private String text(TrainingThread.Start start, List<Step> steps) {
    Step last = steps.get(steps.size() - 1);
    long timed = start.allSteps() - start.stepsDone() - 1;
    String pace = Pace.describe("steps", steps.size() - 1, timed, training.secondsSinceFirstStep());
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
    String end = done < start.allSteps() ? " · stopped and saved; run the cell again to go on" : "";
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
