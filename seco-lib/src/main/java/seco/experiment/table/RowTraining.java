package seco.experiment.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.checkpoint.Training;
import seco.run.Hashes;
import seco.run.Progress;
import seco.video.FrameStore;

/**
 * The pretraining of a table's rows. All columns of a row share its run; what is finished is not
 * done again, and an interrupted one goes on.
 */
record RowTraining(TableSettings settings, TableData data, TableListener listener) {
  private static final int STEPS_BETWEEN_SAVES = 200;

  /** The network of a row, trained to its end or as it was given. */
  RowNetwork network(PaperRow row, long seed) throws IOException, InterruptedException {
    Path all = settings.runs().resolve("tables").resolve(settings.preset());
    Path given = settings.weights().get(row.id());
    if (given != null) {
      String name = "%s-%s-%d".formatted(row.id(), fingerprint(given), seed);
      return new RowNetwork(given, all.resolve(name), 0);
    }
    if (row.means() == Means.GIVEN) {
      throw new InputException(row.id() + ": needs --weights " + row.id() + "=FILE");
    }
    try (FrameStore store = FrameStore.open(data.pretraining(settings.pretrainedOn(row)))) {
      String what = "pretraining " + row.id() + ", seed " + seed;
      Path run = pretraining(row, seed).run(store, all, what);
      Path work = Objects.requireNonNull(run.getParent());
      return new RowNetwork(run, work, StageHours.ofRun(run));
    }
  }

  private RowPretraining pretraining(PaperRow row, long seed) {
    return ClipRow.isOfClips(row)
        ? new ClipPretraining(ClipRow.of(row).pretraining(settings.preset(), seed), listener)
        : new FramePretraining(settings, data, listener, settings.pretraining(row, seed));
  }

  /** A name for weights: a fingerprint of the file, or of the run's newest checkpoint. */
  static String fingerprint(Path weights) throws IOException {
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

  /**
   * Requires a run to have the settings that are asked for.
   *
   * @throws InputException if it was begun with others
   */
  static void requireSame(Record begun, Record wanted, Path run) {
    if (!begun.equals(wanted)) {
      throw new InputException(
          run + ": was begun with other settings; delete it or choose another --runs");
    }
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
