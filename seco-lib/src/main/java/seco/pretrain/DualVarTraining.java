package seco.pretrain;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.checkpoint.DivergedException;
import seco.checkpoint.NotFiniteException;
import seco.checkpoint.StepFiles;
import seco.checkpoint.Training;
import seco.dataset.BatchLoader;
import seco.dataset.ClipBatch;
import seco.dataset.DualVarClips;
import seco.dataset.Normalisation;
import seco.run.ProtocolCard;
import seco.run.Provenance;
import seco.run.RunDirectory;
import seco.run.SafeFile;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/**
 * A pretraining of DualVar as a sequence of plain {@link DualVarStep}s. It lives on the thread that
 * made it.
 *
 * <pre>{@code
 * try (DualVarTraining training = DualVarTraining.start(config, store, folder, null)) {
 *   while (training.hasNext()) {
 *     DualVarStep step = training.next();
 *   }
 * }
 * }</pre>
 */
public final class DualVarTraining implements Training, AutoCloseable {
  private static final String MEMORY_POSITION = "memoryPosition";

  /** Threads that make batches. */
  private static final int LOADERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final NDManager manager;
  private final DualVarLearner learner;
  private final StepFiles<DualVarStep> files;
  private final Normalisation normalisation;
  private final BatchLoader<ClipBatch> loader;
  private final int stepsPerEpoch;
  private boolean torn;

  private DualVarTraining(
      RunDirectory run, NDManager manager, DualVarConfig config, FrameStore store)
      throws IOException {
    this.manager = manager;
    DualVarClips clips = config.clipsOf(store);
    stepsPerEpoch = clips.stepsPerEpoch();
    learner = new DualVarLearner(manager, config);
    files = new StepFiles<>(run, DualVarStep.COLUMNS, steps(), this::restore);
    normalisation = new Normalisation(manager, config.clips().pixels());
    loader = new BatchLoader<>(clips, files.begun(), steps(), LOADERS);
  }

  private void restore(Checkpoints.Saved saved) throws IOException {
    try (NDManager scope = manager.newSubManager()) {
      int position = (int) saved.state().number(MEMORY_POSITION);
      learner.restore(saved.read(scope), position);
    }
  }

  /**
   * Begins a new run.
   *
   * @param folder of the run, made here
   * @param start the first weights, or null for random ones; stays the caller's
   * @throws InputException if the folder holds a run already, or the store does not fit the
   *     settings
   */
  public static DualVarTraining start(
      DualVarConfig config, FrameStore store, Path folder, @Nullable DualVarStart start)
      throws IOException {
    Gradients.off();
    RunDirectory.requireNew(folder);
    // Before anything is made: whether the store's videos fill a batch.
    var unused = config.clipsOf(store);
    RunDirectory run = RunDirectory.create(folder);
    DualVarTraining training = open(run, config, store);
    try {
      Optional<ProtocolCard> card = ProtocolCard.in(store.folder(), store.listSha256());
      Provenance now = Provenance.now(store.contentSha256(), config.seed());
      String provenance = now.of(store.listSha256(), store.videosSha256(), card).toJson();
      SafeFile.writeText(run.provenance(), provenance + "\n");
      if (card.isPresent()) {
        card.get().writeInto(folder);
      }
      if (start != null) {
        training.learner.begin(start.arrays());
        SafeFile.writeText(run.start(), start.toJson() + "\n");
        training.save(); // a run that is resumed before its first checkpoint keeps its start
      }
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
  public static DualVarTraining resume(Path folder, FrameStore store) throws IOException {
    Gradients.off();
    RunDirectory run = RunDirectory.resume(folder);
    DualVarConfig config;
    try {
      config = PretrainedDualVar.config(folder);
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

  private static DualVarTraining open(RunDirectory run, DualVarConfig config, FrameStore store)
      throws IOException {
    NDManager manager = NDManager.newBaseManager();
    try {
      return new DualVarTraining(run, manager, config, store);
    } catch (IOException | RuntimeException e) {
      manager.close();
      run.close();
      throw e;
    }
  }

  /** Steps of the whole training. */
  @Override
  public long steps() {
    return config().optimization().steps(stepsPerEpoch);
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
  public DualVarStep next() throws IOException, InterruptedException {
    requireWhole();
    files.requireOpen();
    long start = System.nanoTime();
    ClipBatch batch = loader.next();
    long loaded = System.nanoTime();
    torn = true; // until the step is done and written down
    DualVarStep step = learn(batch);
    files.row(step, (System.nanoTime() - start) / 1e9, (loaded - start) / 1e9);
    torn = false;
    if (!hasNext()) {
      save();
    }
    return step;
  }

  private DualVarStep learn(ClipBatch batch) throws IOException {
    long step = stepsDone();
    double rate = config().optimization().rate(step, stepsPerEpoch);
    try (NDManager scope = manager.newSubManager()) {
      return learner.step(step, batch.toTensors(scope, normalisation), rate);
    } catch (NotFiniteException e) {
      write(); // the learner is as it was before the step
      String goOn = "--init " + files.folder() + " begins a new run from it";
      throw new DivergedException(files.folder(), step, goOn, batch.videos(), e);
    }
  }

  private void write() throws IOException {
    files.save(learner.state(), Map.of(MEMORY_POSITION, learner.memoryPosition()));
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
    write();
  }

  public DualVarConfig config() {
    return learner.config();
  }

  /** What learns, to look at between steps. */
  public DualVarLearner learner() {
    return learner;
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
