package seco.notebook;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import seco.experiment.FineTuningComparison;
import seco.experiment.FineTuningRecords;
import seco.experiment.FineTuningResult;
import seco.experiment.FineTuningVideos;
import seco.experiment.FrozenNetwork;
import seco.experiment.LabData;
import seco.finetune.FineTunedNetwork;
import seco.finetune.TestViews;
import seco.run.Hashes;
import seco.run.RunRecords;
import seco.run.Workspace;

/**
 * Networks that are fine-tuned on the lab's videos and tested in sight of the notebook, seed 1.
 *
 * <p>All tensor work is done on a thread of its own. When the waiting thread is interrupted, as by
 * the notebook's stop button, the work ends at a step's edge and is saved; the same call later goes
 * on from there.
 */
public final class LiveFineTuning {
  private static final long SEED = 1;

  private final Screen screen;
  private final LabData lab;
  private final String preset;
  private final int epochs;
  private final Path runs;

  LiveFineTuning(Screen screen, LabData lab, String preset, int epochs, Path runs) {
    this.screen = screen;
    this.lab = lab;
    this.preset = preset;
    this.epochs = epochs;
    this.runs = runs;
  }

  /**
   * Fine-tunings at the notebooks' scale.
   *
   * @param name with which the names of the runs' folders begin
   * @param epochs of each
   */
  public static LiveFineTuning of(String name, LabData lab, int epochs) {
    Path runs = Workspace.runs().resolve(name);
    return new LiveFineTuning(Screen.current(), lab, Notebook.scale().id(), epochs, runs);
  }

  /** Another network has a folder of its own. */
  private FineTuningComparison comparison(FrozenNetwork network) {
    String weights = network.card().get(FrozenNetwork.ENCODER).orElseThrow();
    String key = Hashes.ofText(weights).substring(0, 8);
    Path folder = runs.resolveSibling(runs.getFileName() + "-" + key);
    return new FineTuningComparison(preset, epochs, folder);
  }

  /** The numbers of a network, which is fine-tuned and tested where it is not yet. */
  public RunRecords row(String label, FrozenNetwork network) throws IOException {
    FineTuningComparison comparison = comparison(network);
    List<FineTuningVideos.Split> videos =
        List.of(new FineTuningVideos.Split(0, lab.train().folder(), lab.test().folder()));
    Path run = comparison.run(label, SEED, lab.train());
    FineTuningView view = FineTuningView.of(screen, run, lab.train().classes());
    return WatchedWork.watch(
        "seco-finetuning", () -> comparison.row(label, SEED, network, videos, view), view.view());
  }

  /** The network of a row that has been fine-tuned; the caller closes it. */
  public FineTunedNetwork open(String label, FrozenNetwork network, NDManager manager)
      throws IOException {
    return FineTunedNetwork.open(comparison(network).run(label, SEED, lab.train()), manager);
  }

  /** What a network says of the test videos, seen in so many frames each. */
  public FineTuningResult test(FineTunedNetwork network, int frames)
      throws IOException, InterruptedException {
    TestViews views = new TestViews("middles", frames, 1);
    LiveProgress progress = new LiveProgress(screen, "frames of the test");
    return FineTuningResult.of(network, runs, lab.test(), views, progress);
  }

  /** Some rows beside each other. */
  public static FineTuningRecords together(RunRecords... rows) {
    RunRecords all = rows[0];
    for (int i = 1; i < rows.length; i++) {
      all = all.and(rows[i]);
    }
    return new FineTuningRecords(all);
  }
}
