package seco.pretrain;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.run.RunDirectory;
import seco.video.FrameStore;

/**
 * What a training reads and writes in its run's folder: the checkpoints of what learns, a row for
 * each step, and what it needs.
 */
final class TrainingFiles implements AutoCloseable {
  private static final String MEMORY_POSITION = "memoryPosition";

  private final RunDirectory run;
  private final Trainee trainee;
  private final Checkpoints checkpoints;
  private final List<Path> damaged;
  private final long begun;
  private final @Nullable StepLog log; // null where no step is left, so that nothing changes
  private @Nullable Preflight preflight; // null where an older version finished the run
  private long done;

  /**
   * The files of a run, and its newest state given to what learns, where there is one.
   *
   * @param steps of the whole training
   */
  TrainingFiles(RunDirectory run, NDManager manager, Trainee trainee, long steps)
      throws IOException {
    this.run = run;
    this.trainee = trainee;
    checkpoints = new Checkpoints(run.checkpoints());
    Optional<Checkpoints.Saved> saved = checkpoints.newest();
    if (saved.isPresent()) {
      restore(saved.get(), manager);
    }
    begun = saved.map(state -> state.state().step()).orElse(0L);
    done = begun;
    damaged = saved.map(Checkpoints.Saved::damaged).orElse(List.of());
    log = begun < steps ? StepLog.open(run, saved) : null;
    preflight = readPreflight();
  }

  private void restore(Checkpoints.Saved saved, NDManager manager) throws IOException {
    try (NDManager scope = manager.newSubManager()) {
      int position = (int) saved.state().number(MEMORY_POSITION);
      trainee.restore(saved.read(scope), position);
    }
  }

  /**
   * The settings of a run that goes on with a store's data.
   *
   * @throws InputException if it was begun with others, or with unknown ones
   */
  static PretrainConfig settings(RunDirectory run, FrameStore store) throws IOException {
    if (!Files.isRegularFile(run.provenance())) {
      throw new InputException(run.provenance() + ": missing, so its data are unknown");
    }
    String provenance = Files.readString(run.provenance());
    if (!provenance.contains(store.contentSha256())) {
      throw new InputException(run.folder() + ": was begun with other data than " + store.folder());
    }
    return PretrainConfig.fromJson(Files.readString(run.config()), run.config().toString());
  }

  /** What the run is expected to need; it is no part of its state, so a damaged one is as none. */
  private @Nullable Preflight readPreflight() throws IOException {
    try {
      return Files.exists(run.preflight()) ? Preflight.read(run.preflight()) : null;
    } catch (InputException e) {
      return null;
    }
  }

  /** Keeps what the run is expected to need. */
  void begin(Preflight estimate) throws IOException {
    preflight = estimate;
    estimate.write(run.preflight());
  }

  /** Writes down what the run has needed so far. */
  private void measure() throws IOException {
    if (preflight != null && log != null && done > begun) {
      TrainingRecord record = TrainingRecord.read(run.folder());
      preflight = preflight.measured(run.folder(), record.seconds(), done);
      preflight.write(run.preflight());
    }
  }

  /** Requires that a step is left, so that there is a row to write. */
  void requireOpen() {
    var unused = requireLog();
  }

  private StepLog requireLog() {
    if (log == null) {
      throw new IllegalStateException(run.folder() + ": no step is left");
    }
    return log;
  }

  /** Appends a step; see {@link StepLog#row}. */
  void row(Step step, double seconds, double waitSeconds) throws IOException {
    done = step.step() + 1;
    requireLog().row(step, seconds, waitSeconds);
  }

  /** Writes a checkpoint of what learns after the last step; a complete run has it already. */
  void save() throws IOException {
    if (log != null) {
      Map<String, Long> numbers = new TreeMap<>(log.lengths());
      numbers.put(MEMORY_POSITION, trainee.memoryPosition());
      checkpoints.save(done, trainee.state(), numbers);
    }
  }

  /** Steps done when these files were opened. */
  long begun() {
    return begun;
  }

  Path folder() {
    return run.folder();
  }

  Optional<Preflight> preflight() {
    return Optional.ofNullable(preflight);
  }

  List<Path> damaged() {
    return damaged;
  }

  List<Path> begunAnew() {
    return log == null ? List.of() : log.begunAnew();
  }

  @Override
  public void close() throws IOException {
    try {
      if (log != null) {
        log.close();
      }
      measure();
    } finally {
      run.close();
    }
  }
}
