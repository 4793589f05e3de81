package seco.pretrain;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.checkpoint.DivergedException;
import seco.checkpoint.NotFiniteException;
import seco.checkpoint.Training;
import seco.dataset.BatchLoader;
import seco.dataset.ClipBatch;
import seco.dataset.ClipSource;
import seco.dataset.Normalisation;
import seco.run.ProtocolCard;
import seco.run.Provenance;
import seco.run.RunDirectory;
import seco.run.SafeFile;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/**
 * A pretraining on clips, DualVar's or on a pretext task, as a sequence of plain {@link
 * DualVarStep}s. It lives on the thread that made it.
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
  /** Threads that make batches. */
  private static final int LOADERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final NDManager manager;
  private final ClipTrainee trainee;
  private final TrainingFiles<DualVarStep> files;
  private final Normalisation normalisation;
  private final BatchLoader<ClipBatch> loader;
  private final int stepsPerEpoch;
  private boolean torn;

  private DualVarTraining(
      RunDirectory run, NDManager manager, DualVarConfig config, FrameStore store)
      throws IOException {
    this.manager = manager;
    ClipSource clips = config.sourceOf(store);
    stepsPerEpoch = clips.stepsPerEpoch();
    trainee = ClipTrainee.create(manager, config);
    files = new TrainingFiles<>(run, manager, trainee, trainee.columns(), steps());
    normalisation = new Normalisation(manager, config.clips().pixels());
    loader = new BatchLoader<>(clips, files.steps().begun(), steps(), LOADERS);
  }

  /**
   * Begins a new run.
   *
   * @param folder of the run, made here
   * @param start the first weights, or null for random ones; stays the caller's
   * @throws InputException if the folder holds a run already, the store lacks frames of a video, or
   *     does not fit the settings
   */
  public static DualVarTraining start(
      DualVarConfig config, FrameStore store, Path folder, @Nullable DualVarStart start)
      throws IOException {
    Gradients.off();
    RunDirectory.requireNew(folder);
    // Before anything is made: whether clips can be cut, videos fill a batch, and the run the disk.
    store.requireEveryFrame();
    long steps = config.optimization().steps(config.sourceOf(store).stepsPerEpoch());
    Preflight preflight = Preflight.estimate(Demand.of(config, LOADERS), folder, steps);
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
      training.files.begin(preflight);
      if (start != null) {
        training.trainee.begin(start.arrays());
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
      TrainingFiles.requireData(run, store);
    } catch (IOException | RuntimeException e) {
      run.close();
      throw e;
    }
    DualVarTraining training = open(run, config, store);
    if (training.hasNext() && training.preflight().isEmpty()) {
      Demand demand = Demand.of(config, LOADERS);
      training.files.begin(Preflight.of(demand, folder, training.steps()));
    }
    return training;
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
    return files.steps().done();
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
    files.steps().requireOpen();
    long start = System.nanoTime();
    ClipBatch batch = loader.next();
    long loaded = System.nanoTime();
    torn = true; // until the step is done and written down
    DualVarStep step = learn(batch);
    files.steps().row(step, (System.nanoTime() - start) / 1e9, (loaded - start) / 1e9);
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
      return trainee.step(step, batch.toViews(scope, normalisation), rate);
    } catch (NotFiniteException e) {
      files.save(); // the trainee is as it was before the step
      Path run = files.steps().folder();
      String goOn = "--init " + run + " begins a new run from it";
      throw new DivergedException(run, step, goOn, batch.videos(), e);
    }
  }

  private void requireWhole() {
    if (torn) {
      throw new IllegalStateException(
          "%s: step %d has failed; resume the run from its last checkpoint"
              .formatted(files.steps().folder(), stepsDone()));
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
    files.save();
  }

  /** What the run is expected to need; empty where an older version finished it. */
  public Optional<Preflight> preflight() {
    return files.preflight();
  }

  public DualVarConfig config() {
    return trainee.config();
  }

  /**
   * What learns by contrast, to look at between steps.
   *
   * @throws IllegalStateException if it is a pretext task, so that there is nothing of the kind
   */
  public DualVarLearner learner() {
    if (trainee instanceof DualVarLearner learner) {
      return learner;
    }
    throw new IllegalStateException(config().flavour().label() + ": has no contrasts to look at");
  }

  /** Checkpoints newer than the one that was resumed, the newest first; they are damaged. */
  @Override
  public List<Path> damagedCheckpoints() {
    return files.steps().damaged();
  }

  /** Files of timings and events that were lost; they begin with the step that comes next. */
  @Override
  public List<Path> lostLogs() {
    return files.steps().begunAnew();
  }

  /** Ends the threads and releases memory; what is not saved is lost. */
  @Override
  public void close() throws IOException {
    loader.close();
    trainee.close();
    manager.close();
    files.close();
  }
}
