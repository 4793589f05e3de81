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
import seco.dataset.ClipPatches;
import seco.dataset.SegmentBatch;
import seco.run.Progress;
import seco.run.ProtocolCard;
import seco.run.Provenance;
import seco.run.RunDirectory;
import seco.run.SafeFile;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/**
 * A fine-tuning on clips as a sequence of plain {@link FineTuningStep}s. It lives on the thread
 * that made it.
 *
 * <pre>{@code
 * try (ClipTuning training = ClipTuning.start(config, store, start, folder)) {
 *   while (training.hasNext()) {
 *     FineTuningStep step = training.next();
 *   }
 * }
 * }</pre>
 */
public final class ClipTuning implements Training, AutoCloseable {
  /** Threads that make batches. */
  private static final int LOADERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final NDManager manager;
  private final ClipTuningConfig config;
  private final ClipPatches patches;
  private final ClipTuner tuner;
  private final StepFiles<FineTuningStep> files;
  private final BatchLoader<SegmentBatch> loader;
  private boolean torn;

  private ClipTuning(RunDirectory run, NDManager manager, ClipTuningConfig config, FrameStore store)
      throws IOException {
    this.manager = manager;
    this.config = config;
    patches = config.clipsOf(store);
    tuner = new ClipTuner(manager, config);
    files = new StepFiles<>(run, FineTuningStep.COLUMNS, steps(), this::restore);
    loader = new BatchLoader<>(patches, files.begun(), steps(), LOADERS);
  }

  private void restore(Checkpoints.Saved saved) throws IOException {
    try (NDManager scope = manager.newSubManager()) {
      tuner.restore(saved.read(scope));
    }
  }

  /**
   * Begins a new run.
   *
   * @param config whose trunk is that of the start, and whose classes are the store's
   * @param folder of the run, made here
   * @throws InputException if the folder holds a run already, or the store does not fit the
   *     settings
   */
  public static ClipTuning start(
      ClipTuningConfig config, FrameStore store, FineTuningStart start, Path folder)
      throws IOException {
    Gradients.off();
    RunDirectory.requireNew(folder);
    if (store.classes() > config.classes()) {
      throw new InputException(
          "%s: has labels up to %d, the settings %d classes"
              .formatted(store.folder(), store.classes() - 1, config.classes()));
    }
    Optional<ProtocolCard> card = ProtocolCard.in(store.folder(), store.listSha256());
    // Before anything is made: whether the store's videos fill a batch.
    var unused = config.clipsOf(store);
    RunDirectory run = RunDirectory.create(folder);
    ClipTuning training = open(run, config, store);
    try {
      Provenance now = Provenance.now(store.contentSha256(), config.seed());
      String provenance = now.of(store.listSha256(), store.videosSha256(), card).toJson();
      SafeFile.writeText(run.provenance(), provenance + "\n");
      if (card.isPresent()) {
        card.get().writeInto(folder);
      }
      SafeFile.writeText(run.start(), start.toJson() + "\n");
      training.tuner.classifier().takeTrunk(start.network());
      training.save(); // a run that is resumed before its first checkpoint keeps its start
      SafeFile.writeText(run.config(), config.toJson() + "\n"); // last: now there is a run
      return training;
    } catch (IOException | RuntimeException e) {
      training.close();
      throw e;
    }
  }

  /**
   * Goes on with a run from its newest checkpoint.
   *
   * @throws InputException if there is no run, another process is at it, or the data are others
   */
  public static ClipTuning resume(Path folder, FrameStore store) throws IOException {
    Gradients.off();
    RunDirectory run = RunDirectory.resume(folder);
    ClipTuningConfig config;
    try {
      config = ClipTuningConfig.read(folder);
      boolean same =
          Files.isRegularFile(run.provenance())
              && Files.readString(run.provenance()).contains(store.contentSha256());
      if (!same) {
        throw new InputException(folder + ": was begun with other data than " + store.folder());
      }
    } catch (IOException | RuntimeException e) {
      run.close();
      throw e;
    }
    return open(run, config, store);
  }

  private static ClipTuning open(RunDirectory run, ClipTuningConfig config, FrameStore store)
      throws IOException {
    NDManager manager = NDManager.newBaseManager();
    try {
      return new ClipTuning(run, manager, config, store);
    } catch (IOException | RuntimeException e) {
      manager.close();
      run.close();
      throw e;
    }
  }

  /** Steps of the whole training. */
  @Override
  public long steps() {
    return (long) config.descent().epochs() * patches.stepsPerEpoch();
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
      return tuner.step(step, step / patches.stepsPerEpoch(), batch);
    } catch (NotFiniteException e) {
      files.save(tuner.state(), Map.of()); // all is as it was before the step
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
    files.save(tuner.state(), Map.of());
  }

  public ClipTuningConfig config() {
    return config;
  }

  /**
   * The scores of a store's videos by the network as it stands now: {@link ClipTest}.
   *
   * @throws InputException if a label is beyond the classes, or a score no number
   */
  public VideoScores test(FrameStore store, Progress progress)
      throws IOException, InterruptedException {
    return new ClipTest(config, tuner.classifier()).scores(store, progress);
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
    tuner.close();
    manager.close();
    files.close();
  }
}
