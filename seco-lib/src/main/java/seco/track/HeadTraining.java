package seco.track;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import seco.InputException;
import seco.Paper;
import seco.checkpoint.StepFiles;
import seco.checkpoint.Training;
import seco.run.Provenance;
import seco.run.RunDirectory;
import seco.run.SafeFile;
import seco.run.Settings;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Optimizer;

/**
 * The training of a tracker's head over a frozen trunk, as a sequence of plain {@link HeadStep}s.
 * It lives on the thread that made it.
 */
@Paper(section = "Object Tracking")
public final class HeadTraining implements Training, AutoCloseable {
  private final TrackConfig config;
  private final NDManager manager;
  private final TrackTrunk trunk;
  private final MatchingHead head;
  private final Optimizer optimizer;
  private final PairBatches pairs;
  private final PairFeed feed;
  private final HeadState state;
  private final StepFiles<HeadStep> files;
  private boolean torn;

  private HeadTraining(
      RunDirectory run,
      NDManager manager,
      TrackConfig config,
      TrackTrunk trunk,
      List<Sequence> sequences)
      throws IOException {
    this.manager = manager;
    this.config = config;
    this.trunk = trunk;
    head = TrackRun.head(manager, config);
    optimizer = config.training().newOptimizer(manager, head.arrays());
    pairs = new PairBatches(sequences, config);
    state = new HeadState(head.arrays(), optimizer.buffers());
    files = new StepFiles<>(run, HeadStep.COLUMNS, steps(), saved -> state.restore(saved, manager));
    try {
      feed = new PairFeed(manager, pairs, trunk, config, files.begun(), steps());
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  /**
   * Begins a new run.
   *
   * @param network arrays of a network of the trunk's depth and width, by published name
   * @param folder of the run, made here
   * @throws InputException if the folder holds a run already, or the sequences hold nothing to
   *     learn from
   */
  public static HeadTraining start(
      TrackConfig config, List<Sequence> sequences, NamedArrays network, Path folder)
      throws IOException {
    Gradients.off();
    RunDirectory.requireNew(folder);
    NDManager manager = NDManager.newBaseManager();
    RunDirectory run;
    HeadTraining training;
    try {
      TrackTrunk trunk = TrackTrunk.of(manager, config.trunk(), network, config.precision());
      TrackConfig measured = ResponseFactor.measured(config, sequences, trunk, manager);
      run = RunDirectory.create(folder);
      training = open(run, manager, measured, trunk, sequences);
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
    try {
      training.begin(run, sequences);
      return training;
    } catch (IOException | RuntimeException e) {
      training.close();
      throw e;
    }
  }

  private static HeadTraining open(
      RunDirectory run,
      NDManager manager,
      TrackConfig config,
      TrackTrunk trunk,
      List<Sequence> sequences)
      throws IOException {
    try {
      return new HeadTraining(run, manager, config, trunk, sequences);
    } catch (IOException | RuntimeException e) {
      run.close();
      throw e;
    }
  }

  /** Writes what a run has before its first step. */
  private void begin(RunDirectory run, List<Sequence> sequences) throws IOException {
    String provenance = Provenance.now(Sequence.sha256(sequences), config.seed()).toJson();
    SafeFile.writeText(run.provenance(), provenance + "\n");
    trunk.write(run.folder().resolve(TrackRun.TRUNK));
    save();
    SafeFile.writeText(run.config(), Settings.toJson(config) + "\n"); // now there is a run
  }

  /**
   * Goes on with a run from its newest checkpoint.
   *
   * @throws InputException if there is no run, another process is at it, or the sequences are
   *     others
   */
  public static HeadTraining resume(Path folder, List<Sequence> sequences) throws IOException {
    Gradients.off();
    RunDirectory run = RunDirectory.resume(folder);
    NDManager manager = NDManager.newBaseManager();
    try {
      TrackConfig config = TrackRun.config(folder);
      TrackRun.requireSame(run, sequences);
      TrackTrunk trunk = TrackTrunk.read(manager, folder.resolve(TrackRun.TRUNK), config);
      return new HeadTraining(run, manager, config, trunk, sequences);
    } catch (IOException | RuntimeException e) {
      run.close();
      manager.close();
      throw e;
    }
  }

  /** Steps of the whole training; none where there is no head. */
  @Override
  public long steps() {
    return config.head().channels() == 0
        ? 0
        : (long) config.training().epochs() * pairs.batchesPerEpoch();
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
   * @throws IOException if the loss is no number; the state before the step is saved
   */
  @Override
  public HeadStep next() throws IOException, InterruptedException {
    requireWhole();
    if (!hasNext()) {
      throw new IllegalStateException(files.folder() + ": no step is left");
    }
    torn = true; // until the step is done and written down
    long start = System.nanoTime();
    HeadStep step;
    try (NDManager scope = manager.newSubManager()) {
      step = learn(feed.next(scope));
    } catch (InterruptedException e) {
      torn = false; // nothing was taken
      throw e;
    }
    files.row(step, (System.nanoTime() - start) / 1e9, feed.waitSeconds());
    torn = false;
    if (!hasNext()) {
      save();
    }
    return step;
  }

  private HeadStep learn(Maps maps) throws IOException {
    HeadTrainingConfig training = config.training();
    long done = files.done();
    long perEpoch = pairs.batchesPerEpoch();
    double rate = training.rate().rate(done, perEpoch, training.epochs());
    HeadStepper stepper = new HeadStepper(head, training.loss(), config.head().responseFactor());
    HeadStepper.Outcome outcome =
        stepper.backward(maps.exemplars(), maps.searches(), maps.labels());
    if (!Double.isFinite(outcome.loss())) {
      saveState(); // nothing has been changed yet
      throw new IOException(
          "%s: the loss of step %d is %s, of the pairs %s"
              .formatted(files.folder(), done, outcome.loss(), pairs.pairs(done)));
    }
    optimizer.step(rate);
    return new HeadStep(done, done / perEpoch, rate, outcome.loss(), outcome.hits());
  }

  private void requireWhole() {
    if (torn) {
      throw new IllegalStateException(
          files.folder()
              + ": step "
              + stepsDone()
              + " has failed; resume the run from its checkpoint");
    }
  }

  /** Writes a checkpoint of the state after the last step; a complete run has it already. */
  @Override
  public void save() throws IOException {
    requireWhole();
    saveState();
  }

  private void saveState() throws IOException {
    files.save(state.arrays(), Map.of());
  }

  /** The settings, with the factor of the responses as it was measured. */
  public TrackConfig config() {
    return config;
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
    feed.close();
    optimizer.close();
    trunk.close();
    manager.close();
    files.close();
  }
}
