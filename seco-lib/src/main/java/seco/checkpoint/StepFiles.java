package seco.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import seco.run.Columns;
import seco.run.RunDirectory;
import seco.tensor.NamedArrays;

/**
 * What a training keeps in its run while it goes on: checkpoints of its state, and a row for each
 * step. Where no step is left nothing changes any more.
 *
 * @param <R> the numbers of a step
 */
public final class StepFiles<R extends Record> implements AutoCloseable {
  private final RunDirectory run;
  private final Checkpoints checkpoints;
  private final long begun;
  private final List<Path> damaged;
  private final @Nullable StepLog<R> log; // null where no step is left
  private long done;

  /** Gives a saved state to what learns. */
  @FunctionalInterface
  public interface Learner {
    void restore(Checkpoints.Saved saved) throws IOException;
  }

  /**
   * The files of a run, and its newest state given to what learns, where there is one.
   *
   * @param run closed with this, not where it fails
   * @param columns of a step
   * @param steps of the whole training
   * @throws seco.InputException if the checkpoints are damaged, or the metrics lost or shorter
   */
  public StepFiles(RunDirectory run, Columns<R> columns, long steps, Learner learner)
      throws IOException {
    this.run = run;
    checkpoints = new Checkpoints(run.checkpoints());
    Optional<Checkpoints.Saved> saved = checkpoints.newest();
    if (saved.isPresent()) {
      learner.restore(saved.get());
    }
    begun = saved.map(state -> state.state().step()).orElse(0L);
    done = begun;
    damaged = saved.map(Checkpoints.Saved::damaged).orElse(List.of());
    log = saved.isEmpty() || begun < steps ? StepLog.open(run, columns, saved) : null;
  }

  /** Whether something may still be written. */
  public boolean isOpen() {
    return log != null;
  }

  /** Requires that a step is left, so that there is a row to write. */
  public void requireOpen() {
    var unused = requireLog();
  }

  private StepLog<R> requireLog() {
    if (log == null) {
      throw new IllegalStateException(run.folder() + ": no step is left");
    }
    return log;
  }

  /**
   * Appends the next step.
   *
   * @param seconds it took
   * @param waitSeconds of them, for its batch
   */
  public void row(R step, double seconds, double waitSeconds) throws IOException {
    requireLog().row(done, step, seconds, waitSeconds);
    done++;
  }

  /**
   * Writes a checkpoint after the last step; a complete run has it already.
   *
   * @param numbers whatever the state holds besides arrays
   */
  public void save(NamedArrays arrays, Map<String, Long> numbers) throws IOException {
    if (log != null) {
      Map<String, Long> all = new TreeMap<>(log.lengths());
      all.putAll(numbers);
      checkpoints.save(done, arrays, all);
    }
  }

  /** Steps done when these files were opened. */
  public long begun() {
    return begun;
  }

  /** Steps done so far. */
  public long done() {
    return done;
  }

  /** Checkpoints newer than the one that was restored, the newest first; they are damaged. */
  public List<Path> damaged() {
    return damaged;
  }

  /** Files of timings and events that were lost, and begin with the step that comes next. */
  public List<Path> begunAnew() {
    return log == null ? List.of() : log.begunAnew();
  }

  public Path folder() {
    return run.folder();
  }

  /** Ends the rows and lets the run go. */
  @Override
  public void close() throws IOException {
    try {
      if (log != null) {
        log.close();
      }
    } finally {
      run.close();
    }
  }
}
