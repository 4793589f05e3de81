package seco.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.run.Columns;
import seco.run.MetricLog;
import seco.run.RunDirectory;
import seco.tensor.NamedArrays;

/** What a head's training reads and writes in its run: its checkpoints, and a row for each step. */
final class HeadFiles implements AutoCloseable {
  private static final String OPTIMIZER = "optimizer.";
  private static final String METRICS_BYTES = "metricsBytes";
  private static final Columns<HeadStep> METRICS = Columns.of(HeadStep.class);

  private final RunDirectory run;
  private final NamedArrays head;
  private final NamedArrays buffers;
  private final Checkpoints checkpoints;
  private final long begun;
  private final List<Path> damaged;
  private final @Nullable MetricLog metrics; // null where no step is left, so that nothing changes

  /**
   * The files of a run, and its newest state given to the arrays, where there is one.
   *
   * @param head arrays that are learned
   * @param buffers of the optimizer
   * @param steps of the whole training
   */
  HeadFiles(RunDirectory run, NDManager manager, NamedArrays head, NamedArrays buffers, long steps)
      throws IOException {
    this.run = run;
    this.head = head;
    this.buffers = buffers;
    checkpoints = new Checkpoints(run.checkpoints());
    Optional<Checkpoints.Saved> saved = checkpoints.newest();
    if (saved.isPresent()) {
      try (NDManager scope = manager.newSubManager()) {
        NamedArrays arrays = saved.get().read(scope);
        TrackRun.restore(head, TrackRun.HEAD, arrays);
        TrackRun.restore(buffers, OPTIMIZER, arrays);
      }
    }
    begun = saved.map(s -> s.state().step()).orElse(0L);
    damaged = saved.map(Checkpoints.Saved::damaged).orElse(List.of());
    metrics = saved.isEmpty() || begun < steps ? log(saved) : null;
  }

  private MetricLog log(Optional<Checkpoints.Saved> saved) throws IOException {
    if (saved.isEmpty()) {
      return MetricLog.create(run.metrics(), METRICS.names());
    }
    long bytes = saved.get().state().number(METRICS_BYTES);
    if (!MetricLog.reaches(run.metrics(), bytes, begun)) {
      throw new InputException(
          "%s: missing, or without the %d steps of the saved state; restore it, or begin a new run"
              .formatted(run.metrics(), begun));
    }
    return MetricLog.resume(run.metrics(), METRICS.names(), bytes);
  }

  /** Steps done when these files were opened. */
  long begun() {
    return begun;
  }

  List<Path> damaged() {
    return damaged;
  }

  Path folder() {
    return run.folder();
  }

  /** Appends a step. */
  void row(HeadStep step) throws IOException {
    if (metrics == null) {
      throw new IllegalStateException(run.folder() + ": no step is left");
    }
    metrics.row(METRICS.values(step));
  }

  /** Writes a checkpoint; a complete run has it already. */
  void save(long done) throws IOException {
    if (metrics == null) {
      return;
    }
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    head.forEach((name, array) -> arrays.put(TrackRun.HEAD + name, array));
    buffers.forEach((name, array) -> arrays.put(OPTIMIZER + name, array));
    checkpoints.save(done, new NamedArrays(arrays), Map.of(METRICS_BYTES, metrics.bytes()));
  }

  @Override
  public void close() throws IOException {
    try {
      if (metrics != null) {
        metrics.close();
      }
    } finally {
      run.close();
    }
  }
}
