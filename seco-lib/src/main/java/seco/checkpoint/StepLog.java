package seco.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import seco.InputException;
import seco.run.Columns;
import seco.run.EventFile;
import seco.run.MetricLog;
import seco.run.RunDirectory;
import seco.run.Timing;

/**
 * The files of a run that grow with each step: {@code metrics.csv} is the same for the same seed,
 * {@code timing.csv} is not, and the events hold both for TensorBoard.
 *
 * @param <R> the numbers of a step
 */
final class StepLog<R extends Record> implements AutoCloseable {
  /** Names of the files' lengths in a checkpoint's state. */
  private static final String METRICS_BYTES = "metricsBytes";

  private static final String TIMING_BYTES = "timingBytes";
  private static final String EVENTS_BYTES = "eventsBytes";

  private final MetricLog metrics;
  private final MetricLog timing;
  private final EventFile events;
  private final List<Path> begunAnew;
  private final Columns<R> all;
  private final Columns<R> metricColumns;
  private final Columns<Timing> timingColumns;

  private StepLog(
      RunDirectory run,
      Columns<R> all,
      MetricLog metrics,
      MetricLog timing,
      EventFile events,
      List<Path> begunAnew)
      throws IOException {
    this.all = all;
    this.begunAnew = begunAnew;
    this.metrics = metrics;
    this.timing = timing;
    this.events = events;
    metricColumns = all.only(MetricLog.columns(run.metrics()), run.metrics());
    timingColumns = Timing.COLUMNS.only(MetricLog.columns(run.timing()), run.timing());
  }

  /**
   * The files of a run: new ones, or cut to their lengths when the state was saved. Tables that go
   * on keep the columns that they have. Timings and events that are lost begin anew.
   *
   * @throws InputException if the metrics are lost or shorter, or have an unknown column
   */
  static <R extends Record> StepLog<R> open(
      RunDirectory run, Columns<R> columns, Optional<Checkpoints.Saved> saved) throws IOException {
    if (saved.isEmpty()) {
      return new StepLog<>(
          run,
          columns,
          MetricLog.create(run.metrics(), columns.names()),
          MetricLog.create(run.timing(), Timing.COLUMNS.names()),
          EventFile.create(run.events()),
          List.of());
    }
    Checkpoints.State state = saved.get().state();
    long metricsBytes = state.number(METRICS_BYTES);
    long timingBytes = state.number(TIMING_BYTES);
    long eventsBytes = state.number(EVENTS_BYTES);
    requireMetrics(run.metrics(), metricsBytes, state.step());
    boolean timed = MetricLog.reaches(run.timing(), timingBytes, state.step());
    boolean drawn = EventFile.reaches(run.events(), eventsBytes);
    List<Path> anew = new ArrayList<>();
    if (!timed) {
      anew.add(run.timing());
    }
    if (!drawn) {
      anew.add(run.events());
    }
    return new StepLog<>(
        run,
        columns,
        resume(run.metrics(), metricsBytes),
        timed
            ? resume(run.timing(), timingBytes)
            : MetricLog.create(run.timing(), Timing.COLUMNS.names()),
        drawn ? EventFile.resume(run.events(), eventsBytes) : EventFile.create(run.events()),
        List.copyOf(anew));
  }

  private static void requireMetrics(Path file, long bytes, long steps) throws IOException {
    if (!MetricLog.reaches(file, bytes, steps)) {
      throw new InputException(
          "%s: missing, shorter than the %d bytes of the saved state, or without its %d steps;"
                  .formatted(file, bytes, steps)
              + " restore it, or begin a new run in another folder");
    }
  }

  private static MetricLog resume(Path file, long bytes) throws IOException {
    return MetricLog.resume(file, MetricLog.columns(file), bytes);
  }

  /** Files that were lost, and begin with the step that comes next. */
  List<Path> begunAnew() {
    return begunAnew;
  }

  /**
   * Appends a step.
   *
   * @param number of the step, from 0
   * @param seconds it took
   * @param waitSeconds of them, for its batch
   */
  void row(long number, R step, double seconds, double waitSeconds) throws IOException {
    Timing time = Timing.of(number, seconds, waitSeconds);
    metrics.row(metricColumns.values(step));
    timing.row(timingColumns.values(time));
    Map<String, Double> curves = all.curves(step);
    curves.putAll(Timing.COLUMNS.curves(time));
    events.scalars(number, curves);
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
