package seco.pretrain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import seco.checkpoint.Checkpoints;
import seco.run.Columns;
import seco.run.EventFile;
import seco.run.MetricLog;
import seco.run.RunDirectory;

/**
 * The files of a run that grow with each step: {@code metrics.csv} is the same for the same seed,
 * {@code timing.csv} is not, and the events hold both for TensorBoard.
 */
final class StepLog implements AutoCloseable {
  static final Columns<Step> METRICS = Columns.of(Step.class);
  static final Columns<Timing> TIMING = Columns.of(Timing.class);

  /** Names of the files' lengths in a checkpoint's state. */
  private static final String METRICS_BYTES = "metricsBytes";

  private static final String TIMING_BYTES = "timingBytes";
  private static final String EVENTS_BYTES = "eventsBytes";

  private final MetricLog metrics;
  private final MetricLog timing;
  private final EventFile events;
  private final Columns<Step> metricColumns;
  private final Columns<Timing> timingColumns;

  private StepLog(RunDirectory run, MetricLog metrics, MetricLog timing, EventFile events)
      throws IOException {
    this.metrics = metrics;
    this.timing = timing;
    this.events = events;
    metricColumns = METRICS.only(MetricLog.columns(run.metrics()), run.metrics());
    timingColumns = TIMING.only(MetricLog.columns(run.timing()), run.timing());
  }

  /**
   * The files of a run: new ones, or cut to their lengths when the state was saved. Tables that go
   * on keep the columns that they have.
   */
  static StepLog open(RunDirectory run, Optional<Checkpoints.Saved> saved) throws IOException {
    if (saved.isEmpty()) {
      return new StepLog(
          run,
          MetricLog.create(run.metrics(), METRICS.names()),
          MetricLog.create(run.timing(), TIMING.names()),
          EventFile.create(run.events()));
    }
    Checkpoints.State state = saved.get().state();
    return new StepLog(
        run,
        resume(run.metrics(), state.number(METRICS_BYTES)),
        resume(run.timing(), state.number(TIMING_BYTES)),
        EventFile.resume(run.events(), state.number(EVENTS_BYTES)));
  }

  private static MetricLog resume(Path file, long bytes) throws IOException {
    return MetricLog.resume(file, MetricLog.columns(file), bytes);
  }

  /**
   * Appends a step.
   *
   * @param seconds it took
   * @param waitSeconds of them, for its batch
   */
  void row(Step step, double seconds, double waitSeconds) throws IOException {
    Timing time = Timing.of(step.step(), seconds, waitSeconds);
    metrics.row(metricColumns.values(step));
    timing.row(timingColumns.values(time));
    Map<String, Double> curves = METRICS.curves(step);
    curves.putAll(TIMING.curves(time));
    events.scalars(step.step(), curves);
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
