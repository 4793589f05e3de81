package seco.finetune;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import seco.InputException;
import seco.Paper;
import seco.dataset.SegmentPatches;
import seco.run.ProtocolCard;
import seco.run.RunDirectory;
import seco.run.Seeds;
import seco.tensor.Gradients;
import seco.video.FrameStore;

/**
 * A fine-tuning as a sequence of plain {@link FineTuningStep}s. It lives on the thread that made
 * it.
 *
 * <pre>{@code
 * try (FineTuning training = FineTuning.start(config, store, start, folder)) {
 *   while (training.hasNext()) {
 *     FineTuningStep step = training.next();
 *   }
 * }
 * }</pre>
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition", table = 3)
public final class FineTuning extends LabelledTraining {
  private final FineTuningConfig config;
  private final FineTuner tuner;

  private FineTuning(
      RunDirectory run,
      NDManager manager,
      FineTuningConfig config,
      FineTuner tuner,
      SegmentPatches patches)
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
  public static FineTuning start(
      FineTuningConfig config, FrameStore store, FineTuningStart start, Path folder)
      throws IOException {
    Gradients.off();
    RunDirectory.requireNew(folder);
    Optional<ProtocolCard> card = fitting(store, config.classes());
    SegmentPatches patches =
        patches(config, store); // before anything is made: do they fill a batch?
    RunDirectory run = RunDirectory.create(folder);
    FineTuning training = open(run, config, patches);
    training.begin(run, store, card, start, config.seed(), config.toJson());
    return training;
  }

  /**
   * Goes on with a run from its newest checkpoint.
   *
   * @throws InputException if there is no run, another process is at it, or the data are others
   */
  public static FineTuning resume(Path folder, FrameStore store) throws IOException {
    Gradients.off();
    RunDirectory run = resumed(folder, store);
    FineTuningConfig config;
    SegmentPatches patches;
    try {
      config = FineTunedNetwork.config(folder);
      patches = patches(config, store);
    } catch (IOException | RuntimeException e) {
      run.close();
      throw e;
    }
    return open(run, config, patches);
  }

  private static SegmentPatches patches(FineTuningConfig config, FrameStore store) {
    return config.frames().of(store, config.descent().videosPerStep(), new Seeds(config.seed()));
  }

  private static FineTuning open(RunDirectory run, FineTuningConfig config, SegmentPatches patches)
      throws IOException {
    return open(
        run,
        (opened, manager) ->
            new FineTuning(opened, manager, config, new FineTuner(manager, config), patches));
  }

  public FineTuningConfig config() {
    return config;
  }

  /** The network that learns, to look at between steps. */
  public TsnClassifier classifier() {
    return tuner.classifier();
  }
}
