package seco.pretrain;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import seco.checkpoint.Checkpoints;
import seco.run.MetricLog;
import seco.run.RunDirectory;

/**
 * The tables of a run that grow by a row a step: {@code metrics.csv} is the same for the same seed,
 * {@code timing.csv} is not.
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

  /** Names of the tables' lengths in a checkpoint's state. */
  static final String METRICS_BYTES = "metricsBytes";

  static final String TIMING_BYTES = "timingBytes";

  private final MetricLog metrics;
  private final MetricLog timing;

  private StepLog(MetricLog metrics, MetricLog timing) {
    this.metrics = metrics;
    this.timing = timing;
  }

  /** The tables of a run: new ones, or cut to their lengths when the state was saved. */
  static StepLog open(RunDirectory run, Optional<Checkpoints.Saved> saved) throws IOException {
    if (saved.isEmpty()) {
      return new StepLog(
          MetricLog.create(run.metrics(), METRICS), MetricLog.create(run.timing(), TIMING));
    }
    Checkpoints.State state = saved.get().state();
    return new StepLog(
        MetricLog.resume(run.metrics(), METRICS, state.number(METRICS_BYTES)),
        MetricLog.resume(run.timing(), TIMING, state.number(TIMING_BYTES)));
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
  }

  /** Length of the metrics so far. */
  long metricsBytes() throws IOException {
    return metrics.bytes();
  }

  /** Length of the timing so far. */
  long timingBytes() throws IOException {
    return timing.bytes();
  }

  @Override
  public void close() throws IOException {
    metrics.close();
    timing.close();
  }
}
