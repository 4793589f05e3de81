package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.Paper;
import seco.checkpoint.Checkpoints;
import seco.checkpoint.Training;
import seco.loss.Task;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Pretraining;
import seco.run.Hashes;
import seco.run.Progress;
import seco.run.RunDirectory;
import seco.video.FrameStore;

/**
 * The pretraining of a table's rows. All columns of a row share its run; what is finished is not
 * done again, and an interrupted one goes on.
 */
@Paper(section = "SeCo Training")
record RowTraining(TableSettings settings, TableData data, TableListener listener) {
  private static final int STEPS_BETWEEN_SAVES = 200;

  /** The network of a row, trained to its end or as it was given. */
  RowNetwork network(PaperRow row, long seed) throws IOException, InterruptedException {
    Path all = settings.runs().resolve("tables").resolve(settings.preset());
    if (row.means() == Means.GIVEN) {
      Path weights = settings.weights().get(row.id());
      if (weights == null) {
        throw new InputException(row.id() + ": needs --weights " + row.id() + "=FILE");
      }
      String name = "%s-%s-%d".formatted(row.id(), fingerprint(weights), seed);
      return new RowNetwork(weights, all.resolve(name), 0);
    }
    PretrainConfig config = settings.pretraining(row, seed);
    try (FrameStore store = FrameStore.open(data.pretraining())) {
      Path init = start(config, all);
      String begun = init == null ? "random" : fingerprint(init);
      Path work = all.resolve(name(config, store) + "-from-" + begun);
      Path run = work.resolve("pretraining");
      try (Pretraining training = open(config, store, run, init)) {
        finish(training, "pretraining " + row.id() + ", seed " + seed, listener);
      }
      return new RowNetwork(run, work, StageHours.ofRun(run));
    }
  }

  private static String name(PretrainConfig config, FrameStore store) {
    return "r%d-%s-%d-%s"
        .formatted(
            config.encoder().trunk().depth(),
            config.taskNames().replace(',', '+'),
            config.seed(),
            store.contentSha256().substring(0, 12));
  }

  /** The weights with which the pretraining begins: a run or a file, null for random ones. */
  private @Nullable Path start(PretrainConfig config, Path all)
      throws IOException, InterruptedException {
    return switch (settings.start()) {
      case RANDOM -> null;
      case WEIGHTS ->
          settings
              .startWeights()
              .orElseThrow(() -> new InputException("start: needs --weights start=FILE"));
      case STILLS -> stills(config, all);
    };
  }

  private Path stills(PretrainConfig config, Path all) throws IOException, InterruptedException {
    if (!(data instanceof LabVideos lab)) {
      throw new InputException("start 'stills': those are the lab's");
    }
    PretrainConfig moco = config.withTasks(EnumSet.of(Task.FRAMES));
    try (FrameStore store = FrameStore.open(lab.stills())) {
      Path run = all.resolve(name(moco, store)).resolve("pretraining");
      try (Pretraining training = open(moco, store, run, null)) {
        finish(training, "MoCo on stills, seed " + config.seed(), listener);
      }
      return run;
    }
  }

  /** A name for weights: a fingerprint of the file, or of the run's newest checkpoint. */
  private static String fingerprint(Path weights) throws IOException {
    if (!Files.exists(weights)) {
      throw new InputException("--weights " + weights + ": no run, and no file of weights");
    }
    String hash =
        Files.isDirectory(weights)
            ? new Checkpoints(weights.resolve("checkpoints"))
                .newest()
                .orElseThrow(() -> new InputException(weights + ": the run has no checkpoint"))
                .state()
                .arraysSha256()
            : Hashes.ofFile(weights);
    return hash.substring(0, 8);
  }

  private static Pretraining open(
      PretrainConfig config, FrameStore store, Path run, @Nullable Path init) throws IOException {
    Path file = run.resolve("config.json");
    if (!Files.exists(file)) {
      return Pretraining.start(config, store, run, init);
    }
    RunDirectory.requireRun(run);
    if (!PretrainConfig.fromJson(Files.readString(file), file.toString()).equals(config)) {
      throw new InputException(
          run + ": was begun with other settings; delete it or choose another --runs");
    }
    return Pretraining.resume(run, store);
  }

  /**
   * Trains to the end.
   *
   * @throws CancellationException after a stop was requested, with the state saved
   */
  static void finish(Training training, String what, TableListener listener)
      throws IOException, InterruptedException {
    if (!training.hasNext()) {
      return;
    }
    Progress progress = listener.progress("steps of " + what, training.stepsDone());
    if (!training.finish(STEPS_BETWEEN_SAVES, progress, listener::stopRequested)) {
      throw new CancellationException(
          "%s: stopped after step %d of %d, saved"
              .formatted(what, training.stepsDone(), training.steps()));
    }
  }
}
