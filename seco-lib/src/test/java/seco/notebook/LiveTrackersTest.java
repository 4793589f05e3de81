package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import seco.experiment.FrozenNetwork;
import seco.experiment.TrackerComparison;
import seco.experiment.TrackerResults;
import seco.experiment.TrackingData;
import seco.pretrain.PretrainConfig;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.Scale;
import seco.track.TrackRun;

class LiveTrackersTest {
  private static final String AUC = TrackerResults.SUCCESS_AUC;

  @TempDir private Path folder;
  private final NDManager manager = NDManager.newBaseManager();
  private final RecordingScreen screen = new RecordingScreen();
  private FrozenNetwork network = FrozenNetwork.random(PretrainConfig.smoke(), manager);

  @BeforeEach
  void makeNetwork() {
    network = FrozenNetwork.random(PretrainConfig.smoke(), manager);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private LiveTrackers trackers(Screen shown, int epochs) throws IOException {
    TrackingData lab = TrackingData.lab(folder.resolve("data"), Scale.SMOKE, Progress.SILENT);
    return new LiveTrackers(shown, lab, "smoke", epochs, folder.resolve("runs/live"));
  }

  @Test
  void row_isTrainedAndJudgedInSight_andASecondCallTrainsNothing() throws IOException {
    LiveTrackers trackers = trackers(screen, 4);
    RunRecords identity = trackers.identity();
    RunRecords row = trackers.row("random", network);
    TrackerResults results = trackers.results(identity, row);

    assertEquals(List.of(TrackerComparison.IDENTITY, "random"), results.trackers());
    List<Object> last = screen.places.stream().map(place -> place.get(place.size() - 1)).toList();
    assertTrue(last.get(0).toString().startsWith("frames tracked: 30 of 30"), last.toString());
    assertTrue(last.get(1).toString().startsWith("steps of the head: 4 of 4"), last.toString());
    assertInstanceOf(XYChart.class, last.get(2));
    assertTrue(last.get(3).toString().startsWith("frames tracked: 30 of 30"), last.toString());
    try (TrackRun run = trackers.open("random", network)) {
      assertEquals(4, run.steps());
    }

    RecordingScreen again = new RecordingScreen();
    TrackerResults same = trackers(again, 4).results(trackers(again, 4).row("random", network));
    assertArrayEquals(results.bySequence("random", AUC), same.bySequence("random", AUC));
    assertFalse(
        again.places.stream().anyMatch(p -> p.get(0).toString().startsWith("steps")),
        "nothing is trained");
  }

  @Test
  void interrupt_endsSavedAndLaterGoesOn() throws IOException {
    Thread.currentThread().interrupt();
    IOException e =
        assertThrows(IOException.class, () -> trackers(screen, 500).row("random", network));
    assertTrue(e.getMessage().startsWith("stopped and saved"), e.getMessage());
    assertFalse(Thread.interrupted());
    try (TrackRun run = trackers(screen, 500).open("random", network)) {
      assertTrue(run.steps() < 500, run.steps() + " steps");
    }
  }
}
