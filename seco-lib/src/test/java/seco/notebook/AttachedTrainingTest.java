package seco.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import seco.ChildJvm;
import seco.InputException;
import seco.checkpoint.Checkpoints;
import seco.lab.LabConfig;
import seco.lab.LabDataset;
import seco.pretrain.PretrainConfig;
import seco.pretrain.Pretraining;
import seco.pretrain.TrainingRecord;
import seco.run.FolderLock;
import seco.run.Progress;
import seco.video.FrameStore;
import seco.video.FrameStoreConfig;
import seco.video.FrameStoreWriter;
import seco.video.VideoList;

/** A training in a process of its own, and those who look on. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class AttachedTrainingTest {
  private static final int ENDLESS = 100_000;

  private static final Duration FOREVER = Duration.ofDays(1);

  @TempDir Path folder;
  private Path run;
  private FrameStore store;

  @BeforeEach
  void makeStore() throws IOException {
    run = folder.resolve("run");
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
  void training_startedByAProcessThatEnds_goesOnAndIsWatchedToItsEnd() throws Exception {
    ChildJvm.Result starter =
        ChildJvm.run(ChildJvm.command(Starter.class, store.folder().toAbsolutePath(), run, 40));
    assertEquals(0, starter.code(), starter.output());
    long process = Long.parseLong(starter.output());
    assertTrue(new BackgroundTraining(run, process).isAlive(), "it has outlived its starter");

    RecordingScreen screen = new RecordingScreen();
    TrainingRecord record = new AttachedTraining(screen, run).watch(FOREVER);

    assertEquals(40, record.steps().size());
    assertTrue(screen.last(0).toString().matches("step 40 of 40 · loss .* · finished in .*"));
    assertInstanceOf(XYChart.class, screen.last(1));
    assertEquals(2, screen.places.size(), "line and curves, renewed in place");
    assertEquals(40, newestCheckpoint());
    assertFalse(FolderLock.isTaken(run));
  }

  @Test
  void interrupt_whileAttached_detachesAndLeavesTheTrainingAlone() throws Exception {
    BackgroundTraining training = BackgroundTraining.start(config(ENDLESS), store, run);
    try {
      RecordingScreen screen = new RecordingScreen();
      int seen = watchUntilInterrupted(screen).steps().size();
      assertTrue(
          screen
              .last(0)
              .toString()
              .endsWith("detached; the training goes on, attach again at any time"));
      assertTrue(training.isAlive());
      awaitRows(seen + 2);
      RecordingScreen brief = new RecordingScreen();
      new AttachedTraining(brief, run).watch(Duration.ofMillis(100));
      assertTrue(brief.last(0).toString().contains(" · detached; "), brief.last(0).toString());
      assertTrue(watchUntilInterrupted(new RecordingScreen()).steps().size() > seen, "again");

      InputException second =
          assertThrows(
              InputException.class, () -> BackgroundTraining.start(config(ENDLESS), store, run));
      assertTrue(second.getMessage().contains("another process"), second.getMessage());
    } finally {
      training.stop();
    }
    RecordingScreen screen = new RecordingScreen();
    TrainingRecord record = new AttachedTraining(screen, run).watch(FOREVER);
    String end = screen.last(0).toString();
    String words = "no process trains this run any more: stopped after step ";
    assertTrue(end.contains(words + record.steps().size() + " of "), end);
    assertEquals(record.steps().size(), newestCheckpoint());
  }

  @Test
  void start_ofAProcessThatEndsAtOnce_saysWhy() throws Exception {
    Path moved = folder.resolve("moved");
    Files.move(store.folder(), moved, StandardCopyOption.ATOMIC_MOVE);
    IOException e =
        assertThrows(IOException.class, () -> BackgroundTraining.start(config(4), store, run));
    assertTrue(
        e.getMessage().startsWith(run + ": the training's process ended at once: seco "),
        e.getMessage());
    assertTrue(e.getMessage().contains("store"), e.getMessage());
  }

  @Test
  void attach_toAFinishedRun_showsItOnce() throws Exception {
    TrainingRecord record = LiveTraining.run(new RecordingScreen(), config(3), store, run, null);
    RecordingScreen screen = new RecordingScreen();
    assertEquals(record, new AttachedTraining(screen, run).watch(FOREVER));
    assertEquals(1, screen.places.get(0).size());
    assertThrows(InputException.class, () -> new AttachedTraining(screen, folder.resolve("none")));
  }

  @Test
  void attach_toARunWithoutItsNumberOfSteps_saysWhatToDo() throws Exception {
    LiveTraining.run(new RecordingScreen(), config(3), store, run, null);
    Path file = run.resolve("preflight.json");
    Files.writeString(file, "{}");
    assertEquals(file + ": no estimate of a run; delete it and resume the run", refusalToAttach());
    Files.delete(file);
    assertEquals(
        run + ": has no preflight.json; resume it once with seco pretrain --resume",
        refusalToAttach());
  }

  private String refusalToAttach() {
    return assertThrows(
            InputException.class, () -> new AttachedTraining(new RecordingScreen(), run))
        .getMessage();
  }

  @Test
  void record_withARowThatIsBeingWritten_isReadWithoutIt() throws Exception {
    TrainingRecord record = LiveTraining.run(new RecordingScreen(), config(3), store, run, null);
    Files.writeString(run.resolve("metrics.csv"), "3,0.0", StandardOpenOption.APPEND);
    Files.writeString(run.resolve("timing.csv"), "3", StandardOpenOption.APPEND);
    assertEquals(record, TrainingRecord.read(run));
  }

  @Test
  void damagedCheckpoint_isSaidOnTheScreen() throws Exception {
    try (Pretraining training = Pretraining.start(config(4), store, run, null)) {
      for (int i = 0; i < 2; i++) {
        training.next();
        training.save();
      }
    }
    Path damaged = run.resolve("checkpoints/step-00000002");
    Files.write(damaged.resolve("arrays.safetensors"), new byte[3]);
    Files.delete(run.resolve("timing.csv"));
    RecordingScreen screen = new RecordingScreen();
    LiveTraining.run(screen, config(4), store, run, null);
    String said = damaged + " is damaged and passed over; the run goes on after step 1";
    assertTrue(screen.places.stream().anyMatch(place -> place.get(0).equals(said)));
    String lost = run.resolve("timing.csv") + " is lost or cut off and begins anew after step 1";
    assertTrue(screen.places.stream().anyMatch(place -> place.get(0).equals(lost)));
  }

  @Test
  void lastWords_bytesThatAreNoText_areStillALine() throws IOException {
    Path log = run.resolveSibling(run.getFileName() + ".log");
    Files.write(log, new byte[] {'a', '\n', (byte) 0xFF, (byte) 0xC3, 'b', '\n', '\n'});
    assertTrue(BackgroundTraining.lastWords(run).orElseThrow().endsWith("b"));
  }

  private TrainingRecord watchUntilInterrupted(RecordingScreen screen) throws Exception {
    AtomicReference<TrainingRecord> record = new AtomicReference<>();
    Thread cell =
        new Thread(
            () -> {
              try {
                record.set(new AttachedTraining(screen, run).watch(FOREVER));
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    cell.start();
    while (screen.places.isEmpty()) {
      Thread.sleep(20);
    }
    cell.interrupt();
    cell.join();
    return record.get();
  }

  private void awaitRows(int rows) throws IOException, InterruptedException {
    while (TrainingRecord.read(run).steps().size() < rows) {
      Thread.sleep(50);
    }
  }

  private long newestCheckpoint() throws IOException {
    return new Checkpoints(run.resolve("checkpoints")).newest().orElseThrow().state().step();
  }

  private static PretrainConfig config(int steps) {
    return PretrainConfig.smoke().with("optimization.warmup", 0).with("optimization.length", steps);
  }

  /** Starts a training in the background, prints its number, and ends. */
  static final class Starter {
    private Starter() {}

    public static void main(String[] arguments) throws IOException {
      try (FrameStore frames = FrameStore.open(Path.of(arguments[0]))) {
        PretrainConfig config = config(Integer.parseInt(arguments[2]));
        System.out.println(
            BackgroundTraining.start(config, frames, Path.of(arguments[1])).process());
      }
    }
  }
}
