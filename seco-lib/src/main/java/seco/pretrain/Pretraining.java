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
import seco.checkpoint.LoadReport;
import seco.dataset.BatchLoader;
import seco.dataset.Normalisation;
import seco.dataset.PatchBatch;
import seco.dataset.VideoPatches;
import seco.loss.Task;
import seco.run.Provenance;
import seco.run.RunDirectory;
import seco.run.SafeFile;
import seco.run.Seeds;
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
public final class Pretraining implements AutoCloseable {
  private static final String MEMORY_POSITION = "memoryPosition";

  private final RunDirectory run;
  private final Learner learner;
  private final Schedule schedule;
  private final BatchLoader<PatchBatch> loader;
  private final NDManager manager;
  private final Normalisation normalisation;
  private final @Nullable StepLog log; // null where no step is left, so that nothing changes
  private final Checkpoints checkpoints;
  private final List<Path> damaged;
  private final long begun;
  private @Nullable Preflight preflight; // null where an older version finished the run
  private long done;
  private boolean torn;

  private Pretraining(RunDirectory run, NDManager manager, PretrainConfig config, FrameStore store)
      throws IOException {
    this.run = run;
    this.manager = manager;
    VideoPatches patches = patches(config, store);
    schedule = Schedule.of(config.optimization(), patches.stepsPerEpoch());
    learner = Learner.create(manager, config);
    normalisation = new Normalisation(manager, config.patches().pixels());
    checkpoints = new Checkpoints(run.checkpoints());
    try {
      Optional<Checkpoints.Saved> saved = checkpoints.newest();
      if (saved.isPresent()) {
        restore(saved.get());
      }
      damaged = saved.map(Checkpoints.Saved::damaged).orElse(List.of());
      log = hasNext() ? StepLog.open(run, saved) : null;
    } catch (IOException | RuntimeException e) {
      learner.close();
      throw e;
    }
    begun = done;
    loader = new BatchLoader<>(patches, done, schedule.steps(), loaders());
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
    patches(config, store); // refuses before anything is written
    RunDirectory run = RunDirectory.create(folder);
    NDManager manager = NDManager.newBaseManager();
    try {
      SafeFile.writeText(
          run.provenance(), Provenance.now(store.contentSha256(), config.seed()).toJson() + "\n");
      Pretraining training = new Pretraining(run, manager, config, store);
      training.estimate();
      if (start != null) {
        start.giveTo(training.learner);
        SafeFile.writeText(run.start(), start.toJson() + "\n");
        training.save(); // a run that is resumed before its first checkpoint keeps its start
      }
      SafeFile.writeText(run.config(), config.toJson() + "\n"); // last: now there is a run
      return training;
    } catch (IOException | RuntimeException e) {
      run.close();
      manager.close();
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
    NDManager manager = NDManager.newBaseManager();
    try {
      requireSameData(run, store);
      PretrainConfig config =
          PretrainConfig.fromJson(Files.readString(run.config()), run.config().toString());
      Pretraining training = new Pretraining(run, manager, config, store);
      if (Files.exists(run.preflight())) {
        training.preflight = Preflight.read(run.preflight());
      } else if (training.hasNext()) {
        training.estimate(); // an older version began the run
      }
      return training;
    } catch (IOException | RuntimeException e) {
      run.close();
      manager.close();
      throw e;
    }
  }

  private static void requireSameData(RunDirectory run, FrameStore store) throws IOException {
    if (!Files.isRegularFile(run.provenance())) {
      throw new InputException(run.provenance() + ": missing, so its data are unknown");
    }
    String provenance = Files.readString(run.provenance());
    if (!provenance.contains(store.contentSha256())) {
      throw new InputException(run.folder() + ": was begun with other data than " + store.folder());
    }
  }

  private static VideoPatches patches(PretrainConfig config, FrameStore store) {
    boolean sequences = !config.tasks().contains(Task.FRAMES);
    return config
        .patches()
        .of(store, sequences, config.optimization().batchSize(), new Seeds(config.seed()));
  }

  private void estimate() throws IOException {
    preflight =
        Preflight.estimate(
            config(),
            run.folder(),
            schedule.steps(),
            learner.state().bytes(),
            learner.online().arrays().bytes(),
            loaders());
    preflight.write(run.preflight());
  }

  /** Writes down what the run has needed so far. */
  private void measure() throws IOException {
    if (preflight != null && log != null && done > begun) {
      TrainingRecord record = TrainingRecord.read(run.folder());
      preflight = preflight.measured(run.folder(), record.seconds(), done);
      preflight.write(run.preflight());
    }
  }

  private static int loaders() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  private void restore(Checkpoints.Saved saved) throws IOException {
    try (NDManager scope = manager.newSubManager()) {
      int position = (int) saved.state().number(MEMORY_POSITION);
      learner.restore(saved.read(scope), position);
    }
    done = saved.state().step();
  }

  /** Whether steps are left. */
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
  public Step next() throws IOException, InterruptedException {
    requireWhole();
    StepLog rows = requireLog();
    long start = System.nanoTime();
    PatchBatch patches = loader.next();
    long loaded = System.nanoTime();
    torn = true; // until the step is done and written down
    Step step = learn(patches);
    done++;
    rows.row(step, (System.nanoTime() - start) / 1e9, (loaded - start) / 1e9);
    torn = false;
    if (!hasNext()) {
      save();
    }
    return step;
  }

  private Step learn(PatchBatch patches) throws IOException {
    try (NDManager scope = manager.newSubManager()) {
      return learner.step(done, patches.toTensors(scope, normalisation), schedule.rate(done));
    } catch (NotFiniteException e) {
      write(); // the learner is as it was before the step
      throw new DivergedException(run.folder(), done, patches.videos(), e);
    }
  }

  private StepLog requireLog() {
    if (log == null) {
      throw new IllegalStateException(run.folder() + ": no step is left");
    }
    return log;
  }

  private void requireWhole() {
    if (torn) {
      throw new IllegalStateException(
          run.folder() + ": step " + done + " has failed; resume the run from its last checkpoint");
    }
  }

  /**
   * Writes a checkpoint of the state after the last step.
   *
   * @throws IllegalStateException if a step has failed midway, so that there is no such state
   */
  public void save() throws IOException {
    requireWhole();
    write();
  }

  private void write() throws IOException {
    if (log == null) {
      return; // complete, and saved as such
    }
    Map<String, Long> numbers = new TreeMap<>(log.lengths());
    numbers.put(MEMORY_POSITION, (long) learner.queue().position());
    checkpoints.save(done, learner.state(), numbers);
  }

  /** What the run is expected to need; empty where an older version finished it. */
  public Optional<Preflight> preflight() {
    return Optional.ofNullable(preflight);
  }

  /** Checkpoints newer than the one that was resumed, the newest first; they are damaged. */
  public List<Path> damagedCheckpoints() {
    return damaged;
  }

  /** Steps of the whole training. */
  public long steps() {
    return schedule.steps();
  }

  /** Steps done so far. */
  public long stepsDone() {
    return done;
  }

  public PretrainConfig config() {
    return learner.config();
  }

  /** What learns, to look at between steps. */
  public Learner learner() {
    return learner;
  }

  /** Ends the threads and releases memory; what is not saved is lost. */
  @Override
  public void close() throws IOException {
    loader.close();
    learner.close();
    manager.close();
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
