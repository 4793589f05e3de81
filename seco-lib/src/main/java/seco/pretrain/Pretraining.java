package seco.pretrain;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.checkpoint.DivergedException;
import seco.checkpoint.LoadReport;
import seco.checkpoint.NotFiniteException;
import seco.checkpoint.Training;
import seco.dataset.VideoPatches;
import seco.run.ProtocolCard;
import seco.run.Provenance;
import seco.run.RunDirectory;
import seco.run.SafeFile;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/**
 * A pretraining as a sequence of plain {@link Step}s. It lives on the thread that made it.
 *
 * <pre>{@code
 * try (Pretraining training = Pretraining.start(config, store, folder, null)) {
 *   while (training.hasNext()) {
 *     Step step = training.next();
 *   }
 * }
 * }</pre>
 */
public final class Pretraining implements Training, AutoCloseable {
  /** Threads that make batches. */
  static final int LOADERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final Trainee trainee;
  private final Schedule schedule;
  private final BatchFeed feed;
  private final NDManager manager;
  private final TrainingFiles<Step> files;
  private long done;
  private boolean torn;

  private Pretraining(RunDirectory run, NDManager manager, PretrainConfig config, FrameStore store)
      throws IOException {
    this.manager = manager;
    VideoPatches patches = config.patchesOf(store);
    schedule = Schedule.of(config.optimization(), patches.stepsPerEpoch());
    trainee = Trainee.create(manager, config, store.classes());
    try {
      files = new TrainingFiles<>(run, manager, trainee, Step.COLUMNS, schedule.steps());
    } catch (IOException | RuntimeException e) {
      trainee.close();
      throw e;
    }
    done = files.steps().begun();
    boolean ownProcessor = manager.getDevice().isGpu(); // one that another thread leaves alone
    feed =
        new BatchFeed(
            manager,
            patches,
            config.patches().pixels(),
            done,
            schedule.steps(),
            LOADERS,
            ownProcessor);
  }

  /**
   * Begins a new run.
   *
   * @param folder of the run, made here
   * @param init a run's folder or a file of weights, which must fit whole ({@link
   *     TrainingStart#read}), or null to start from random weights
   * @throws InputException if the folder holds a run already, or the store does not fit the
   *     settings
   */
  public static Pretraining start(
      PretrainConfig config, FrameStore store, Path folder, @Nullable Path init)
      throws IOException {
    RunDirectory.requireNew(folder);
    try (TrainingStart start =
        init == null ? null : TrainingStart.read(init, config, LoadReport.Allowed.nothing())) {
      return begin(config, store, folder, start);
    }
  }

  /** As {@link #start} with weights that have been read. */
  public static Pretraining begin(
      PretrainConfig config, FrameStore store, Path folder, @Nullable TrainingStart start)
      throws IOException {
    Gradients.off();
    long steps =
        Schedule.of(config.optimization(), config.patchesOf(store).stepsPerEpoch()).steps();
    RunDirectory.requireNew(folder);
    Preflight preflight = Preflight.estimate(Demand.of(config, LOADERS), folder, steps);
    RunDirectory run = RunDirectory.create(folder);
    Pretraining training = open(run, config, store);
    try {
      Optional<ProtocolCard> card = ProtocolCard.in(store.folder(), store.listSha256());
      Provenance now = Provenance.now(store.contentSha256(), config.seed());
      String provenance = now.of(store.listSha256(), store.videosSha256(), card).toJson();
      SafeFile.writeText(run.provenance(), provenance + "\n");
      if (card.isPresent()) {
        card.get().writeInto(run.folder());
      }
      training.files.begin(preflight);
      if (start != null) {
        start.giveTo(training.trainee);
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
  public static Pretraining resume(Path folder, FrameStore store) throws IOException {
    Gradients.off();
    RunDirectory run = RunDirectory.resume(folder);
    PretrainConfig config;
    try {
      config = TrainingFiles.settings(run, store);
    } catch (IOException | RuntimeException e) {
      run.close();
      throw e;
    }
    Pretraining training = open(run, config, store);
    if (training.hasNext() && training.preflight().isEmpty()) {
      Demand demand = Demand.of(config, LOADERS);
      training.files.begin(Preflight.of(demand, folder, training.steps()));
    }
    return training;
  }

  private static Pretraining open(RunDirectory run, PretrainConfig config, FrameStore store)
      throws IOException {
    NDManager manager = NDManager.newBaseManager();
    try {
      return new Pretraining(run, manager, config, store);
    } catch (IOException | RuntimeException e) {
      run.close();
      manager.close();
      throw e;
    }
  }

  /** Whether steps are left. */
  @Override
  public boolean hasNext() {
    return done < schedule.steps();
  }

  /**
   * Does the next step. After the last one the state is saved. A wait that is interrupted loses
   * nothing; after any other failure the training can only be resumed from its newest checkpoint.
   *
   * @throws DivergedException if a loss or gradient is no number; the message names the videos, and
   *     the state before the step is saved
   */
  @Override
  public Step next() throws IOException, InterruptedException {
    requireWhole();
    files.steps().requireOpen();
    long start = System.nanoTime();
    StepBatch batch = feed.next();
    long loaded = System.nanoTime();
    torn = true; // until the step is done and written down
    Step step = learn(batch);
    done++;
    files.steps().row(step, (System.nanoTime() - start) / 1e9, (loaded - start) / 1e9);
    torn = false;
    if (!hasNext()) {
      save();
    }
    return step;
  }

  private Step learn(StepBatch batch) throws IOException {
    try (batch) {
      return trainee.step(done, batch.tensors(feed.normalisation()), schedule.rate(done));
    } catch (NotFiniteException e) {
      files.save(); // the trainee is as it was before the step
      Path run = files.steps().folder();
      String goOn = "--init " + run + " begins a new run from it";
      throw new DivergedException(run, done, goOn, batch.videos(), e);
    }
  }

  private void requireWhole() {
    if (torn) {
      throw new IllegalStateException(
          files.steps().folder()
              + ": step "
              + done
              + " has failed; resume the run from its last checkpoint");
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

  /** Steps of the whole training. */
  @Override
  public long steps() {
    return schedule.steps();
  }

  /** Steps done so far. */
  @Override
  public long stepsDone() {
    return done;
  }

  public PretrainConfig config() {
    return trainee.config();
  }

  /**
   * What learns by contrast, to look at between steps.
   *
   * @throws IllegalStateException if the task is another, so that there is nothing of the kind
   */
  public Learner learner() {
    if (trainee instanceof Learner learner) {
      return learner;
    }
    throw new IllegalStateException("tasks " + config().taskNames() + ": have no keys to look at");
  }

  /** Ends the threads and releases memory; what is not saved is lost. */
  @Override
  public void close() throws IOException {
    feed.close();
    trainee.close();
    manager.close();
    files.close();
  }
}
