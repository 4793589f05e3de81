package seco.bench;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.compile.Precision;
import seco.dataset.SequenceBatch;
import seco.pretrain.Learner;
import seco.pretrain.PretrainConfig;
import seco.run.Progress;

/**
 * Writing and reading the whole state of a training, with the same classes as a training does: both
 * encoders, the optimiser's buffers, the memory. A round is a checkpoint written; training waits
 * for it.
 *
 * @param depth of the network, of width 64
 * @param pixels edge of the images of a step
 * @param batch videos a step
 * @param memory rows of the memory
 * @param every steps between two checkpoints
 * @param stepSeconds what a step takes, or null to measure it
 * @param folder on the disk to which is written
 */
public record CheckpointStall(
    int depth,
    int pixels,
    int batch,
    int memory,
    int every,
    @Nullable Double stepSeconds,
    Path folder)
    implements Stage {
  private static final double RATE = 0.03;
  private static final double MEBIBYTE = 1 << 20;
  private static final Rounds STEPS = new Rounds(1, 3);
  private static final String POSITION = "memoryPosition";

  public CheckpointStall {
    if (every < 1 || (stepSeconds != null && !(stepSeconds > 0))) {
      throw new InputException(
          "a checkpoint every %d steps of %s s: both must be above 0"
              .formatted(every, stepSeconds));
    }
    var unused = config(depth, pixels, batch, memory); // refuses what does not fit together
  }

  private static PretrainConfig config(int depth, int pixels, int batch, int memory) {
    return TrainingStep.config(depth, pixels, batch, memory, Precision.FLOAT32);
  }

  @Override
  public String name() {
    return "checkpoint";
  }

  @Override
  public Map<String, Object> settings() {
    return new Sizes()
        .with("depth", depth)
        .with("pixels", pixels)
        .with("batch", batch)
        .with("memory", memory)
        .with("every", every)
        .asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    try (TemporaryFolder place = TemporaryFolder.in(folder);
        NDManager manager = NDManager.newBaseManager();
        Learner learner = Learner.create(manager, config(depth, pixels, batch, memory))) {
      double step = stepSeconds == null ? step(manager, learner, progress) : stepSeconds;
      Checkpoints checkpoints = new Checkpoints(place.path().resolve("checkpoints"));
      double mebibytes = learner.state().bytes() / MEBIBYTE;
      Timings written =
          rounds.time(round -> write(checkpoints, learner, every * (round + 1L)), progress);
      Timings read = rounds.time(round -> read(checkpoints, learner, manager), progress);
      return Measurement.of(written)
          .with("mib", mebibytes)
          .with("write_mib_per_second", mebibytes / written.median())
          .with("read_seconds_median", read.median())
          .with("read_mib_per_second", mebibytes / read.median())
          .with("step_seconds", step)
          .with("stall_share", written.median() / (every * step));
    }
  }

  private double step(NDManager manager, Learner learner, Progress progress) throws IOException {
    try (NDManager scope = manager.newSubManager()) {
      SequenceBatch images = RandomTensors.sequences(scope, batch, pixels);
      return STEPS.time(step -> learner.step(step, images, RATE), progress).median();
    }
  }

  private static void write(Checkpoints checkpoints, Learner learner, long step)
      throws IOException {
    checkpoints.save(step, learner.state(), Map.of(POSITION, (long) learner.queue().position()));
  }

  private static void read(Checkpoints checkpoints, Learner learner, NDManager manager)
      throws IOException {
    Checkpoints.Saved saved =
        checkpoints.newest().orElseThrow(() -> new IllegalStateException("no checkpoint"));
    try (NDManager scope = manager.newSubManager()) {
      learner.restore(saved.read(scope), (int) saved.state().number(POSITION));
    }
  }
}
