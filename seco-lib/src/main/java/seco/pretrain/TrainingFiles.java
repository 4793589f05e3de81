package seco.pretrain;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.checkpoint.StepFiles;
import seco.run.Columns;
import seco.run.RunDirectory;
import seco.video.FrameStore;

/**
 * What a training reads and writes in its run's folder: the checkpoints of what learns, a row for
 * each step, and what it needs.
 *
 * @param <R> the numbers of a step
 */
final class TrainingFiles<R extends Record> implements AutoCloseable {
  private static final String MEMORY_POSITION = "memoryPosition";

  private final RunDirectory run;
  private final Stateful learner;
  private final StepFiles<R> steps;
  private @Nullable Preflight preflight; // null where an older version finished the run

  /**
   * The files of a run, and its newest state given to what learns, where there is one.
   *
   * @param columns of a step
   * @param steps of the whole training
   */
  TrainingFiles(
      RunDirectory run, NDManager manager, Stateful learner, Columns<R> columns, long steps)
      throws IOException {
    this.run = run;
    this.learner = learner;
    this.steps = new StepFiles<>(run, columns, steps, saved -> restore(learner, saved, manager));
    preflight = readPreflight();
  }

  private static void restore(Stateful learner, Checkpoints.Saved saved, NDManager manager)
      throws IOException {
    try (NDManager scope = manager.newSubManager()) {
      int position = (int) saved.state().number(MEMORY_POSITION);
      learner.restore(saved.read(scope), position);
    }
  }

  /**
   * The settings of a run that goes on with a store's data.
   *
   * @throws InputException if it was begun with others, or with unknown ones
   */
  static PretrainConfig settings(RunDirectory run, FrameStore store) throws IOException {
    requireData(run, store);
    return PretrainConfig.fromJson(Files.readString(run.config()), run.config().toString());
  }

  /** Requires a run to have been begun with a store's data. */
  static void requireData(RunDirectory run, FrameStore store) throws IOException {
    if (!Files.isRegularFile(run.provenance())) {
      throw new InputException(run.provenance() + ": missing, so its data are unknown");
    }
    String provenance = Files.readString(run.provenance());
    if (!provenance.contains(store.contentSha256())) {
      throw new InputException(run.folder() + ": was begun with other data than " + store.folder());
    }
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
    if (preflight != null && steps.done() > steps.begun()) {
      double seconds = TrainingRecord.seconds(run.folder(), steps.done());
      preflight = preflight.measured(run.folder(), seconds, steps.done());
      preflight.write(run.preflight());
    }
  }

  /** The rows and checkpoints. */
  StepFiles<R> steps() {
    return steps;
  }

  /** Writes a checkpoint of what learns after the last step; a complete run has it already. */
  void save() throws IOException {
    if (steps.isOpen()) {
      steps.save(learner.state(), Map.of(MEMORY_POSITION, learner.memoryPosition()));
    }
  }

  Optional<Preflight> preflight() {
    return Optional.ofNullable(preflight);
  }

  @Override
  public void close() throws IOException {
    try {
      measure();
    } finally {
      steps.close();
    }
  }
}
