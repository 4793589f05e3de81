package seco.experiment.table;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import seco.Paper;
import seco.experiment.FrozenNetwork;
import seco.experiment.TrackerComparison;
import seco.experiment.TrackerResults;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.Score;

/** The tracking cells: a head over the frozen network, one pass over each sequence. */
@Paper(section = "Object Tracking", table = 1)
record TrackingCell(
    RowNetwork network, TableData data, String preset, long seed, TableListener listener)
    implements CellWork {
  /** Stage in {@link StageHours}; the head's time is its run's own. */
  static final String TRACKING = "tracking";

  private static final String LABEL = "head";

  private TrackerComparison comparison() throws IOException {
    return new TrackerComparison(data.tracking(), preset, network.work().resolve(TRACKING));
  }

  /** Precision and success. */
  @Override
  public List<Score> measure() throws IOException, InterruptedException {
    TrackerComparison comparison = comparison();
    RunRecords[] records = new RunRecords[1];
    try (NDManager manager = NDManager.newBaseManager()) {
      FrozenNetwork frozen = network.open(preset, manager);
      Stopping told = new Stopping(listener);
      network
          .stages()
          .timed(TRACKING, () -> records[0] = comparison.row(LABEL, seed, frozen, told));
    } catch (InterruptedException e) {
      if (!listener.stopRequested()) {
        throw e;
      }
      CancellationException stopped = new CancellationException(e.getMessage());
      stopped.initCause(e);
      throw stopped;
    }
    List<Score> scores = new ArrayList<>();
    for (String metric : List.of(TrackerResults.PRECISION_20, TrackerResults.SUCCESS_AUC)) {
      scores.add(records[0].score(LABEL, seed, metric).orElseThrow());
    }
    return scores;
  }

  @Override
  public Map<String, Double> hours() throws IOException {
    return Map.of(TRACKING, network.stages().hours(TRACKING));
  }

  /** Tells a comparison's listener what the table's does. */
  private record Stopping(TableListener listener) implements TrackerComparison.Listener {
    @Override
    public Progress head(String label, long seed) {
      return listener.progress("steps of the head, seed " + seed, 0);
    }

    @Override
    public Progress frames(String label, long seed) {
      return listener.progress("frames tracked, seed " + seed, 0);
    }

    @Override
    public boolean stopRequested() {
      return listener.stopRequested();
    }
  }
}
