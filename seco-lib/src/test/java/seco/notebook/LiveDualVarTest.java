package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import seco.InputException;
import seco.experiment.DualVarComparison;
import seco.experiment.DualVarRow;
import seco.experiment.LabData;
import seco.pretrain.DualVarRecord;
import seco.probe.FeaturePair;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.Scale;

class LiveDualVarTest {
  private static final int ENDLESS = 100_000;

  @TempDir private static Path shared;
  private static LabData lab;

  @TempDir private Path folder;
  private final RecordingScreen screen = new RecordingScreen();

  @BeforeAll
  static void makeLab() throws IOException {
    lab = LabData.open(shared, Scale.SMOKE, 0.5, 1, Progress.SILENT);
  }

  @AfterAll
  static void closeLab() throws IOException {
    lab.close();
  }

  private DualVarComparison comparison(Map<String, ?> changes) {
    return new DualVarComparison("smoke", changes, lab.train(), lab.test(), folder.resolve("runs"));
  }

  private LiveDualVar live(Screen shown, Map<String, ?> changes) {
    return new LiveDualVar(shown, comparison(changes), 1);
  }

  @Test
  void train_toItsEnd_showsLineAndCurves_andASecondCallOnlyShows() throws IOException {
    DualVarRecord record = live(screen, Map.of()).train(DualVarRow.SIMCLR_SR);
    assertEquals(10, record.steps().size());
    assertTrue(record.seconds() > 0);
    assertTrue(
        screen.last(0).toString().startsWith("10 of 10 steps in "), screen.places.toString());
    assertTrue(screen.last(1).toString().startsWith("needs about "), screen.last(1).toString());
    XYChart chart = assertInstanceOf(XYChart.class, screen.last(2));
    assertTrue(chart.getSeriesMap().containsKey("rank, swapped"));
    assertEquals(record, live(new RecordingScreen(), Map.of()).train(DualVarRow.SIMCLR_SR));
  }

  @Test
  void interrupt_whileTraining_endsSaved_andLaterGoesOn() throws Exception {
    Map<String, ?> endless = Map.of("optimization.length", ENDLESS);
    int before = 0;
    for (int i = 0; i < 2; i++) {
      RecordingScreen shown = new RecordingScreen();
      Thread cell = cell(live(shown, endless));
      awaitSteps(shown);
      cell.interrupt();
      cell.join();
      String line = shown.last(0).toString();
      assertTrue(line.endsWith("stopped and saved; run the cell again to go on"), line);
      int done = DualVarRecord.read(comparison(endless).run(DualVarRow.SIMCLR, 1)).steps().size();
      assertTrue(done > before && done < ENDLESS, done + " after " + before);
      before = done;
    }
  }

  private static Thread cell(LiveDualVar live) {
    Thread cell =
        new Thread(
            () -> {
              try {
                var unused = live.train(DualVarRow.SIMCLR);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    cell.start();
    return cell;
  }

  private static void awaitSteps(RecordingScreen screen) throws InterruptedException {
    for (int i = 0; i < 1200; i++) {
      if (!screen.places.isEmpty() && screen.last(0).toString().startsWith("step ")) {
        return;
      }
      Thread.sleep(100);
    }
    assertFalse(true, "no step within two minutes");
  }

  @Test
  void evaluate_saysWhatTheComparisonsRecordsSay() throws Exception {
    LiveDualVar live = live(screen, Map.of());
    List<DualVarRow> rows = List.of(DualVarRow.RANDOM, DualVarRow.SIMCLR);
    var unused = live.train(DualVarRow.SIMCLR);
    RunRecords judged = live.evaluate(DualVarRow.RANDOM, DualVarRow.SIMCLR);
    DualVarComparison.Listener silent =
        new DualVarComparison.Listener() {
          @Override
          public Progress steps(DualVarRow row, long seed) {
            return Progress.SILENT;
          }

          @Override
          public Progress videos(DualVarRow row, long seed) {
            return Progress.SILENT;
          }
        };
    assertEquals(comparison(Map.of()).run(rows, 1, silent), judged);
    FeaturePair clips = live.clips(DualVarRow.SIMCLR);
    assertEquals(10 * lab.test().size(), clips.test().size());
    assertEquals("simclr", clips.name());
    long said = screen.places.stream().filter(LiveDualVarTest::isOfClips).count();
    assertEquals(2, said, "each network has looked once");
    assertArrayEquals(
        clips.test().values(), live.clips(DualVarRow.SIMCLR).test().values(), "as kept");
  }

  private static boolean isOfClips(List<Object> place) {
    return place.get(0).toString().startsWith("videos seen by ");
  }

  @Test
  void train_randomWeights_isRefused() {
    InputException e =
        assertThrows(InputException.class, () -> live(screen, Map.of()).train(DualVarRow.RANDOM));
    assertEquals("row 'random': random weights are not trained", e.getMessage());
  }
}
