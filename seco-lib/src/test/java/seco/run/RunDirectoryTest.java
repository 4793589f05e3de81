package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;

class RunDirectoryTest {
  @TempDir Path folder;

  @Test
  void create_newFolder_isTakenUntilClosed() throws IOException {
    Path place = folder.resolve("runs/a");
    try (RunDirectory run = RunDirectory.create(place)) {
      assertTrue(Files.isDirectory(place));
      assertEquals(place.resolve("metrics.csv"), run.metrics());
      assertEquals(place.resolve("checkpoints"), run.checkpoints());
      refused(place + ": another process is writing this run", place);
    }
  }

  @Test
  void create_folderThatHoldsSomething_isRefused() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "x");
    refused(folder + ": holds a run already; resume it or choose another folder", folder);
    assertEquals("x", Files.readString(folder.resolve("notes.txt")));
    Path file = folder.resolve("notes.txt");
    refused(file + ": holds a run already; resume it or choose another folder", file);
    refused(
        file.resolve("run") + ": cannot be created, " + file + " is not a folder",
        file.resolve("run"));
  }

  @Test
  void create_whereAProcessWasStoppedBeforeItsRunBegan_clearsWhatItLeft() throws IOException {
    Path place = folder.resolve("a");
    try (RunDirectory run = RunDirectory.create(place)) {
      Files.writeString(run.provenance(), "{}");
      Files.writeString(run.folder().resolve("card.json"), "{}");
      Files.writeString(run.metrics(), "step,loss\n");
      Files.createDirectories(run.checkpoints().resolve("step-00000000.partial"));
    }
    try (RunDirectory run = RunDirectory.create(place)) {
      assertTrue(Files.notExists(run.provenance()));
      assertTrue(Files.notExists(run.folder().resolve("card.json")));
      assertTrue(Files.notExists(run.checkpoints()));
    }
  }

  @Test
  void create_whereARunLostItsSettings_isRefusedAndNothingIsLost() throws IOException {
    Path place = folder.resolve("a");
    try (RunDirectory run = RunDirectory.create(place)) {
      Files.writeString(run.metrics(), "step,loss\n0,1\n");
    }
    String message = place + ": holds a run already; resume it or choose another folder";
    refused(message, place);
    Files.writeString(place.resolve("metrics.csv"), "step,loss\n");
    Files.createDirectories(place.resolve("checkpoints/step-00000500"));
    refused(message, place);
    assertTrue(Files.exists(place.resolve("checkpoints/step-00000500")));
  }

  @Test
  void create_whereOnlyTimingsOrEventsAreLeft_isRefusedAndNothingIsLost() throws IOException {
    Path place = folder.resolve("a");
    String message = place + ": holds a run already; resume it or choose another folder";
    try (RunDirectory run = RunDirectory.create(place);
        EventFile events = EventFile.create(run.events())) {
      Files.writeString(run.timing(), "step,seconds\n0,1\n");
      events.scalars(0, Map.of("loss", 1.0));
    }
    refused(message, place);
    Files.delete(place.resolve("timing.csv"));
    refused(message, place);
    EventFile.create(place.resolve("events.out.tfevents")).close();
    Files.writeString(place.resolve("timing.csv"), "step,seconds\n");
    RunDirectory.create(place).close();
    assertTrue(Files.notExists(place.resolve("timing.csv")));
  }

  @Test
  void resume_runThatIsClosed_isTakenAgain() throws IOException {
    Path place = folder.resolve("a");
    try (RunDirectory run = RunDirectory.create(place)) {
      Files.writeString(run.config(), "{}");
    }
    try (RunDirectory run = RunDirectory.resume(place)) {
      assertEquals(place, run.folder());
      assertThrows(InputException.class, () -> RunDirectory.resume(place));
    }
  }

  @Test
  void resume_noRun_isRefused() {
    String message =
        assertThrows(InputException.class, () -> RunDirectory.resume(folder)).getMessage();
    assertEquals(folder + ": no run (it has no config.json)", message);
  }

  private static void refused(String message, Path place) {
    assertEquals(
        message, assertThrows(InputException.class, () -> RunDirectory.create(place)).getMessage());
  }
}
