package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.lab.LabConfig;
import seco.lab.LabDataset;
import seco.pretrain.PretrainConfig;
import seco.pretrain.TrainingRecord;
import seco.run.Progress;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.VideoList;

class LiveTrainingTest {
  private static final int ENDLESS = 100_000;

  @TempDir Path folder;
  private FrameStore store;

  @BeforeEach
  void makeStore() throws IOException {
    LabConfig small = LabConfig.standard().with("pixels", 32).with("frames", 4);
    Path lab = folder.resolve("lab");
    new LabDataset(small, 1, 8, 0, 0, false).write(lab, 2, Progress.SILENT);
    FrameStoreConfig frames = new FrameStoreConfig(0, 32, 95);
    Path target = folder.resolve("store");
    new FrameStoreWriter(VideoList.read(lab.resolve("train.txt")), lab, frames, false)
        .write(target, 2, Progress.SILENT);
    store = FrameStore.open(target);
  }

  @AfterEach
  void closeStore() throws IOException {
    store.close();
  }

  @Test
  void run_toItsEnd_recordsEveryStepAndShowsLineAndCurves() throws IOException {
    RecordingScreen screen = new RecordingScreen();
    TrainingRecord record = train(screen, 4);
    assertEquals(4, record.steps().size());
    assertEquals(3, record.steps().get(3).step());
    assertEquals(4, newestCheckpoint());
    assertEquals(3, screen.places.size());
    assertTrue(screen.last(0).toString().startsWith("4 of 4 steps in "), screen.last(0).toString());
    assertTrue(screen.last(1).toString().startsWith("needs about "), screen.last(1).toString());
    assertTrue(screen.last(1).toString().endsWith(" of the paper's values"));
    assertInstanceOf(XYChart.class, screen.last(2));
  }

  @Test
  void run_complete_isOnlyShownAgain() throws IOException {
    TrainingRecord first = train(new RecordingScreen(), 3);
    TrainingRecord second = train(new RecordingScreen(), 3);
    assertEquals(first.steps(), second.steps());
  }

  @Test
  void interrupt_whileTraining_endsAtAStepsEdgeSavedAndLaterGoesOn() throws Exception {
    TrainingRecord stopped = trainUntilInterrupted();
    int steps = stopped.steps().size();
    assertTrue(steps > 0 && steps < ENDLESS, steps + " steps");
    assertEquals(steps, newestCheckpoint());
    TrainingRecord resumed = trainUntilInterrupted();
    assertTrue(resumed.steps().size() > steps, resumed.steps().size() + " after " + steps);
    assertEquals(stopped.steps(), resumed.steps().subList(0, steps));
    assertEquals(resumed.steps().size(), newestCheckpoint());
  }

  @Test
  void interrupt_whileTraining_isSaidAndTheFlagIsCleared() throws Exception {
    RecordingScreen screen = new RecordingScreen();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread cell = cell(screen, flag);
    awaitSteps(screen);
    cell.interrupt();
    cell.join();
    assertEquals(false, flag.get());
    assertTrue(
        screen.places.get(0).stream().anyMatch(t -> t.toString().startsWith("stops after this")));
    assertTrue(
        screen.last(0).toString().endsWith("stopped and saved; run the cell again to go on"));
  }

  @Test
  void run_folderOfOtherSettings_isRefused() throws IOException {
    train(new RecordingScreen(), 2);
    InputException e =
        assertThrows(
            InputException.class,
            () -> LiveTraining.run(config(2).withSeed(9), store, folder.resolve("run")));
    assertTrue(e.getMessage().contains("other settings"), e.getMessage());
  }

  @Test
  void watch_failureOfTheTraining_reachesTheCaller() {
    LiveTraining live = new LiveTraining(new RecordingScreen());
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                live.watch(
                    folder,
                    () -> {
                      throw new IOException("no data");
                    }));
    assertEquals("no data", e.getMessage());
  }

  private TrainingRecord trainUntilInterrupted() throws Exception {
    RecordingScreen screen = new RecordingScreen();
    Thread cell = cell(screen, new AtomicReference<>());
    awaitSteps(screen);
    cell.interrupt();
    cell.join();
    return TrainingRecord.read(folder.resolve("run"));
  }

  /** A training without end on a thread of its own. */
  private Thread cell(RecordingScreen screen, AtomicReference<Boolean> flag) {
    Thread cell =
        new Thread(
            () -> {
              try {
                train(screen, ENDLESS);
                flag.set(Thread.currentThread().isInterrupted());
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

  private TrainingRecord train(Screen screen, int steps) throws IOException {
    return LiveTraining.run(screen, config(steps), store, folder.resolve("run"), null);
  }

  private static PretrainConfig config(int steps) {
    return PretrainConfig.smoke().with("optimization.warmup", 0).with("optimization.length", steps);
  }

  private long newestCheckpoint() throws IOException {
    return new Checkpoints(folder.resolve("run/checkpoints")).newest().orElseThrow().state().step();
  }
}
