package seco.finetune;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.checkpoint.DivergedException;
import seco.checkpoint.NotFiniteException;
import seco.checkpoint.StepFiles;
import seco.checkpoint.Training;
import seco.dataset.BatchLoader;
import seco.dataset.BatchSource;
import seco.dataset.SegmentBatch;
import seco.run.ProtocolCard;
import seco.run.Provenance;
import seco.run.RunDirectory;
import seco.run.SafeFile;
import seco.video.FrameStore;

/**
 * A training on labelled videos as a sequence of plain {@link FineTuningStep}s, kept in a run's
 * folder. It lives on the thread that made it.
 */
public abstract sealed class LabelledTraining implements Training, AutoCloseable
    permits FineTuning, ClipTuning {
  /** Threads that make batches. */
  private static final int LOADERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final NDManager manager;
  private final LabelLearner learner;
  private final StepFiles<FineTuningStep> files;
  private final BatchLoader<SegmentBatch> loader;
  private final long steps;
  private final int stepsPerEpoch;
  private boolean torn;

  LabelledTraining(
      RunDirectory run,
      NDManager manager,
      LabelLearner learner,
      BatchSource<SegmentBatch> batches,
      int stepsPerEpoch,
      int epochs)
      throws IOException {
    this.manager = manager;
    this.learner = learner;
    this.stepsPerEpoch = stepsPerEpoch;
    steps = (long) epochs * stepsPerEpoch;
    files = new StepFiles<>(run, FineTuningStep.COLUMNS, steps, this::restore);
    loader = new BatchLoader<>(batches, files.begun(), steps, LOADERS);
  }

  private void restore(Checkpoints.Saved saved) throws IOException {
    try (NDManager scope = manager.newSubManager()) {
      learner.restore(saved.read(scope));
    }
  }

  /** Makes a training of an opened folder; where that fails, both are closed. */
  interface Opening<T extends LabelledTraining> {
    T of(RunDirectory run, NDManager manager) throws IOException;
  }

  static <T extends LabelledTraining> T open(RunDirectory run, Opening<T> opening)
      throws IOException {
    NDManager manager = NDManager.newBaseManager();
    try {
      return opening.of(run, manager);
    } catch (IOException | RuntimeException e) {
      manager.close();
      run.close();
      throw e;
    }
  }

  /** Opens the folder of a run that was begun with a store's videos. */
  static RunDirectory resumed(Path folder, FrameStore store) throws IOException {
    RunDirectory run = RunDirectory.resume(folder);
    try {
      boolean same =
          Files.isRegularFile(run.provenance())
              && Files.readString(run.provenance()).contains(store.contentSha256());
      if (!same) {
        throw new InputException(folder + ": was begun with other data than " + store.folder());
      }
      return run;
    } catch (IOException | RuntimeException e) {
      run.close();
      throw e;
    }
  }

  /** Requires a store whose labels are classes, and says of which protocol its list is. */
  static Optional<ProtocolCard> fitting(FrameStore store, int classes) throws IOException {
    if (store.classes() > classes) {
      throw new InputException(
          "%s: has labels up to %d, the settings %d classes"
              .formatted(store.folder(), store.classes() - 1, classes));
    }
    return ProtocolCard.in(store.folder(), store.listSha256());
  }

  /**
   * Writes what a new run begins with; closed where that fails.
   *
   * @param config as JSON, the last that is written
   */
  void begin(
      RunDirectory run,
      FrameStore store,
      Optional<ProtocolCard> card,
      FineTuningStart start,
      long seed,
      String config)
      throws IOException {
    try {
      Provenance now = Provenance.now(store.contentSha256(), seed);
      String provenance = now.of(store.listSha256(), store.videosSha256(), card).toJson();
      SafeFile.writeText(run.provenance(), provenance + "\n");
      if (card.isPresent()) {
        card.get().writeInto(run.folder());
      }
      SafeFile.writeText(run.start(), start.toJson() + "\n");
      learner.takeTrunk(start.network());
      save(); // a run that is resumed before its first checkpoint keeps its start
      SafeFile.writeText(run.config(), config + "\n"); // last: now there is a run
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Steps of the whole training. */
  @Override
  public long steps() {
    return steps;
  }

  /** Steps done so far. */
  @Override
  public long stepsDone() {
    return files.done();
  }

  /** Whether steps are left. */
  @Override
  public boolean hasNext() {
    return stepsDone() < steps();
  }

  /**
   * Does the next step. After the last one the state is saved. A wait that is interrupted loses
   * nothing; after any other failure the training can only be resumed from its newest checkpoint.
   *
   * @throws DivergedException if a loss or gradient is no number; the message names the videos, and
   *     the state before the step is saved
   */
  @Override
  public FineTuningStep next() throws IOException, InterruptedException {
    requireWhole();
    files.requireOpen();
    long start = System.nanoTime();
    SegmentBatch batch = loader.next();
    long loaded = System.nanoTime();
    torn = true; // until the step is done and written down
    FineTuningStep step = learn(batch);
    files.row(step, (System.nanoTime() - start) / 1e9, (loaded - start) / 1e9);
    torn = false;
    if (!hasNext()) {
      save();
    }
    return step;
  }

  private FineTuningStep learn(SegmentBatch batch) throws IOException {
    long step = stepsDone();
    try {
      return learner.step(step, step / stepsPerEpoch, batch);
    } catch (NotFiniteException e) {
      files.save(learner.state(), Map.of()); // all is as it was before the step
      String goOn = "a new run is needed";
      throw new DivergedException(files.folder(), step, goOn, batch.videos(), e);
    }
  }

  private void requireWhole() {
    if (torn) {
      throw new IllegalStateException(
          "%s: step %d has failed; resume the run from its last checkpoint"
              .formatted(files.folder(), stepsDone()));
    }
  }

  /**
   * Writes a checkpoint of the state after the last step.
   *
   * @throws IllegalStateException if a step has failed midway, so that there is no such state
   */
  @Override
  public void save() throws IOException {
    requireWhole();
    files.save(learner.state(), Map.of());
  }

  /** Checkpoints newer than the one that was resumed, the newest first; they are damaged. */
  @Override
  public List<Path> damagedCheckpoints() {
    return files.damaged();
  }

  /** Files of timings and events that were lost; they begin with the step that comes next. */
  @Override
  public List<Path> lostLogs() {
    return files.begunAnew();
  }

  /** Ends the threads and releases memory; what is not saved is lost. */
  @Override
  public void close() throws IOException {
    loader.close();
    learner.close();
    manager.close();
    files.close();
  }
}
