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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import seco.display.ConsensusFigure;
import seco.experiment.FineTuningRecords;
import seco.experiment.FineTuningResult;
import seco.experiment.FrozenNetwork;
import seco.experiment.LabData;
import seco.finetune.FineTunedNetwork;
import seco.finetune.TestViews;
import seco.lab.Action;
import seco.pretrain.PretrainConfig;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.Scale;
import seco.run.Seeds;
import tech.tablesaw.api.Table;

class LiveFineTuningTest {
  private static final String TOP1 = FineTuningRecords.TOP1;
  private static final List<String> ACTIONS = Action.all().stream().map(Action::name).toList();

  @TempDir private static Path shared;
  private static LabData lab;

  @TempDir private Path folder;
  private final NDManager manager = NDManager.newBaseManager();
  private final RecordingScreen screen = new RecordingScreen();
  private FrozenNetwork network = FrozenNetwork.random(PretrainConfig.smoke(), manager);

  @BeforeAll
  static void makeLab() throws IOException {
    lab = LabData.open(shared, Scale.SMOKE, 0.5, 1, Progress.SILENT);
  }

  @AfterAll
  static void closeLab() throws IOException {
    lab.close();
  }

  @BeforeEach
  void makeNetwork() {
    network = FrozenNetwork.random(PretrainConfig.smoke(), manager);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private LiveFineTuning live(Screen shown, int epochs) {
    return new LiveFineTuning(shown, lab, "smoke", epochs, folder.resolve("runs/live"));
  }

  @Test
  void row_isTunedAndTestedInSight_andASecondCallTunesNothing() throws Exception {
    LiveFineTuning live = live(screen, 2);
    RunRecords row = live.row("random", network);
    FineTuningRecords records = LiveFineTuning.together(row);

    List<Object> last = screen.places.stream().map(place -> place.get(place.size() - 1)).toList();
    assertTrue(
        last.get(0).toString().startsWith("steps of the fine-tuning: 10 of 10"), last.toString());
    assertInstanceOf(XYChart.class, last.get(1));
    assertTrue(
        last.get(2).toString().startsWith("frames of the test: 500 of 500"), last.toString());
    XYChart drawn = (XYChart) last.get(1);
    assertTrue(drawn.getSeriesMap().containsKey("loss of a guess, ln 10"));

    RecordingScreen again = new RecordingScreen();
    assertEquals(row, live(again, 2).row("random", network));
    assertFalse(
        again.places.stream().anyMatch(p -> p.get(0).toString().startsWith("steps")),
        "nothing is tuned");

    Table table = FineTuningCharts.table("t", records, "random");
    assertEquals("-", table.getString(0, "above random"));
    assertEquals(1, FineTuningCharts.besideFrozen("t", records).rowCount());
    assertEquals(1, FineTuningCharts.loss("loss", records).getSeriesMap().size());
    assertEquals(1, FineTuningCharts.trainingTop1("top1", records).getSeriesMap().size());
    requireOpened(live, records);
  }

  private void requireOpened(LiveFineTuning live, FineTuningRecords records) throws Exception {
    try (FineTunedNetwork tuned = live.open("random", network, manager)) {
      assertEquals(10, tuned.steps());
      FineTuningResult result = live.test(tuned, 25);
      assertEquals(records.values("random", TOP1)[0], result.top(1).value());
      assertTrue(live.test(tuned, 1).card().get("views").orElse("").startsWith("1 x 1 frames"));
      ConsensusFigure figure = SegmentPictures.consensus(tuned, lab.test(), 3, ACTIONS);
      assertArrayEquals(new int[] {2, 8, 13}, figure.chosen()); // of 16 frames, three segments
      assertEquals(lab.test().video(3).label(), figure.label());
      assertEquals(
          "film strip of 2 rows, 6 pictures",
          SegmentPictures.training(tuned.config(), lab.train(), 0, 2, new Seeds(1)).toString());
      assertEquals(
          "film strip of 3 rows, 25 pictures",
          SegmentPictures.views(TestViews.TSN, lab.test(), 0, 9).toString());
    }
  }

  @Test
  void interrupt_endsSavedAndLaterGoesOn() throws IOException {
    Thread.currentThread().interrupt();
    IOException e = assertThrows(IOException.class, () -> live(screen, 100).row("random", network));
    assertTrue(e.getMessage().startsWith("stopped and saved"), e.getMessage());
    assertFalse(Thread.interrupted());
    try (FineTunedNetwork tuned = live(screen, 100).open("random", network, manager)) {
      assertTrue(tuned.steps() < 500, tuned.steps() + " steps");
    }
  }
}
