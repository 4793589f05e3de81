package seco.pretrain;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import seco.checkpoint.Checkpoints;
import seco.run.EventFile;
import seco.run.MetricLog;
import seco.run.RunDirectory;

/**
 * The files of a run that grow with each step: {@code metrics.csv} is the same for the same seed,
 * {@code timing.csv} is not, and the events hold both for TensorBoard.
 */
final class StepLog implements AutoCloseable {
  private static final List<String> METRICS =
      List.of(
          "step",
          "rate",
          "total",
          "inter",
          "interTop1",
          "intra",
          "intraTop1",
          "order",
          "orderTop1",
          "gradientNorm");
  private static final List<String> TIMING = List.of("step", "seconds", "waitSeconds");

  /** Names of the files' lengths in a checkpoint's state. */
  private static final String METRICS_BYTES = "metricsBytes";

  private static final String TIMING_BYTES = "timingBytes";
  private static final String EVENTS_BYTES = "eventsBytes";

  private final MetricLog metrics;
  private final MetricLog timing;
  private final EventFile events;

  private StepLog(MetricLog metrics, MetricLog timing, EventFile events) {
    this.metrics = metrics;
    this.timing = timing;
    this.events = events;
  }

  /** The files of a run: new ones, or cut to their lengths when the state was saved. */
  static StepLog open(RunDirectory run, Optional<Checkpoints.Saved> saved) throws IOException {
    if (saved.isEmpty()) {
      return new StepLog(
          MetricLog.create(run.metrics(), METRICS),
          MetricLog.create(run.timing(), TIMING),
          EventFile.create(run.events()));
    }
    Checkpoints.State state = saved.get().state();
    return new StepLog(
        MetricLog.resume(run.metrics(), METRICS, state.number(METRICS_BYTES)),
        MetricLog.resume(run.timing(), TIMING, state.number(TIMING_BYTES)),
        EventFile.resume(run.events(), state.number(EVENTS_BYTES)));
  }

  /**
   * Appends a step.
   *
   * @param seconds it took
   * @param waitSeconds of them, for its batch
   */
  void row(Step step, double seconds, double waitSeconds) throws IOException {
    metrics.row(
        step.step(),
        step.rate(),
        step.total(),
        step.inter(),
        step.interTop1(),
        step.intra(),
        step.intraTop1(),
        step.order(),
        step.orderTop1(),
        step.gradientNorm());
    timing.row(step.step(), seconds, waitSeconds);
    events.scalars(step.step(), curves(step, seconds, waitSeconds));
  }

  private static Map<String, Double> curves(Step step, double seconds, double waitSeconds) {
    Map<String, Double> curves = new LinkedHashMap<>();
    curves.put("loss/total", step.total());
    curves.put("loss/inter", step.inter());
    curves.put("loss/intra", step.intra());
    curves.put("loss/order", step.order());
    curves.put("accuracy/inter", step.interTop1());
    curves.put("accuracy/intra", step.intraTop1());
    curves.put("accuracy/order", step.orderTop1());
    curves.put("training/rate", step.rate());
    curves.put("training/gradientNorm", step.gradientNorm());
    curves.put("time/seconds", seconds);
    curves.put("time/waitSeconds", waitSeconds);
    return curves;
  }

  /** Lengths of the files so far, for a checkpoint's state. */
  Map<String, Long> lengths() throws IOException {
    return Map.of(
        METRICS_BYTES, metrics.bytes(), TIMING_BYTES, timing.bytes(), EVENTS_BYTES, events.bytes());
  }

  @Override
  public void close() throws IOException {
    metrics.close();
    timing.close();
    events.close();
  }
}
