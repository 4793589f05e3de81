package seco.notebook;

import java.io.IOException;
import java.nio.file.Path;
import seco.experiment.FrozenNetwork;
import seco.experiment.TrackerComparison;
import seco.experiment.TrackerResults;
import seco.experiment.TrackingData;
import seco.run.Hashes;
import seco.run.RunRecords;
import seco.run.Workspace;
import seco.track.TrackRun;

/**
 * Trackers whose heads are trained and judged in sight of the notebook, seed 1.
 *
 * <p>All tensor work is done on a thread of its own. When the waiting thread is interrupted, as by
 * the notebook's stop button, the work ends at a step's edge and is saved; the same call later goes
 * on from there.
 */
public final class LiveTrackers {
  private static final long SEED = 1;
  private static final String THREAD = "seco-tracking";

  private final Screen screen;
  private final TrackingData data;
  private final String preset;
  private final int epochs;
  private final Path runs;

  LiveTrackers(Screen screen, TrackingData data, String preset, int epochs, Path runs) {
    this.screen = screen;
    this.data = data;
    this.preset = preset;
    this.epochs = epochs;
    this.runs = runs;
  }

  /**
   * Trackers at the notebooks' scale.
   *
   * @param name with which the names of the runs' folders begin
   * @param epochs of each head's training
   */
  public static LiveTrackers of(String name, TrackingData data, int epochs) {
    Path runs = Workspace.runs().resolve(name);
    return new LiveTrackers(Screen.current(), data, Notebook.scale().id(), epochs, runs);
  }

  /** A network, and another length, has a folder of its own. */
  private TrackerComparison comparison(String network) {
    String key = Hashes.ofText(network + " " + epochs).substring(0, 8);
    Path folder = runs.resolveSibling(runs.getFileName() + "-" + key);
    return new TrackerComparison(data, preset, epochs, folder);
  }

  private TrackerComparison comparison(FrozenNetwork network) {
    return comparison(network.card().get(FrozenNetwork.ENCODER).orElseThrow());
  }

  /** The numbers of the tracker that says that nothing moves. */
  public RunRecords identity() throws IOException {
    TrackerComparison comparison = comparison(TrackerComparison.IDENTITY);
    HeadView view = HeadView.of(screen, comparison.run(TrackerComparison.IDENTITY, 0));
    return WatchedWork.watch(THREAD, () -> comparison.identity(view), view.view());
  }

  /** The numbers of a tracker on a network; its head is trained where it is not yet. */
  public RunRecords row(String label, FrozenNetwork network) throws IOException {
    TrackerComparison comparison = comparison(network);
    HeadView view = HeadView.of(screen, comparison.run(label, SEED));
    return WatchedWork.watch(THREAD, () -> comparison.row(label, SEED, network, view), view.view());
  }

  /** The network and the head of a row that has been trained; the caller closes it. */
  public TrackRun open(String label, FrozenNetwork network) throws IOException {
    return TrackRun.open(comparison(network).run(label, SEED));
  }

  /** Some rows beside each other. */
  public TrackerResults results(RunRecords... rows) {
    RunRecords all = rows[0];
    for (int i = 1; i < rows.length; i++) {
      all = all.and(rows[i]);
    }
    return comparison("").results(all);
  }
}
