package seco.finetune;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import seco.InputException;
import seco.dataset.ClipPatches;
import seco.run.Progress;
import seco.run.ProtocolCard;
import seco.run.RunDirectory;
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
public final class ClipTuning extends LabelledTraining {
  private final ClipTuningConfig config;
  private final ClipTuner tuner;

  private ClipTuning(
      RunDirectory run,
      NDManager manager,
      ClipTuningConfig config,
      ClipTuner tuner,
      ClipPatches patches)
      throws IOException {
    super(run, manager, tuner, patches, patches.stepsPerEpoch(), config.descent().epochs());
    this.config = config;
    this.tuner = tuner;
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
    Optional<ProtocolCard> card = fitting(store, config.classes());
    ClipPatches patches = patches(config, store); // before anything is made: do they fill a batch?
    RunDirectory run = RunDirectory.create(folder);
    ClipTuning training = open(run, config, patches);
    training.begin(run, store, card, start, config.seed(), config.toJson());
    return training;
  }

  /**
   * Goes on with a run from its newest checkpoint.
   *
   * @throws InputException if there is no run, another process is at it, or the data are others
   */
  public static ClipTuning resume(Path folder, FrameStore store) throws IOException {
    Gradients.off();
    RunDirectory run = resumed(folder, store);
    ClipTuningConfig config;
    ClipPatches patches;
    try {
      config = ClipTuningConfig.read(folder);
      patches = patches(config, store);
    } catch (IOException | RuntimeException e) {
      run.close();
      throw e;
    }
    return open(run, config, patches);
  }

  private static ClipPatches patches(ClipTuningConfig config, FrameStore store) {
    return config.clipsOf(store);
  }

  private static ClipTuning open(RunDirectory run, ClipTuningConfig config, ClipPatches patches)
      throws IOException {
    return open(
        run,
        (opened, manager) ->
            new ClipTuning(opened, manager, config, new ClipTuner(manager, config), patches));
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
}
