package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricLogTest {
  private static final List<String> COLUMNS = List.of("step", "loss");

  @TempDir Path folder;

  @Test
  void row_numbers_areWrittenShortAndAtOnce() throws IOException {
    Path file = folder.resolve("metrics.csv");
    try (MetricLog log = MetricLog.create(file, COLUMNS)) {
      log.row(0, 1.5);
      log.row(1, Double.NaN);
      log.row(-3, 1e-7);
      assertEquals("step,loss\n0,1.5\n1,\n-3,1.0E-7\n", Files.readString(file), "not yet closed");
      assertEquals(Files.size(file), log.bytes());
    }
  }

  @Test
  void resume_savedLength_dropsLaterRows() throws IOException {
    Path file = folder.resolve("metrics.csv");
    long saved;
    try (MetricLog log = MetricLog.create(file, COLUMNS)) {
      log.row(0, 1);
      saved = log.bytes();
      log.row(1, 2);
      log.row(2, 3);
    }
    try (MetricLog log = MetricLog.resume(file, COLUMNS, saved)) {
      log.row(1, 7);
    }
    assertEquals("step,loss\n0,1\n1,7\n", Files.readString(file));
  }

  @Test
  void resume_shorterThanSaved_isRefused() throws IOException {
    Path file = folder.resolve("metrics.csv");
    MetricLog.create(file, COLUMNS).close();
    String message =
        assertThrows(IOException.class, () -> MetricLog.resume(file, COLUMNS, 100)).getMessage();
    assertEquals(file + ": shorter than when the run was saved", message);
    assertEquals("step,loss\n", Files.readString(file));
  }

  @Test
  void create_whoeverReadsAlong_findsTheColumnsOrNoFile() throws IOException {
    Path file = folder.resolve("metrics.csv");
    List<Boolean> found = new ArrayList<>();
    FileOperation.observe(
        (operation, changed) -> {
          found.add(Files.exists(file));
          assertTrue(Files.notExists(file) || file.toFile().length() == "step,loss\n".length());
        });
    try {
      MetricLog.create(file, COLUMNS).close();
    } finally {
      FileOperation.observe((operation, changed) -> {});
    }
    assertTrue(found.contains(true) && found.contains(false), found.toString());
  }

  @Test
  void create_olderTable_isReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("metrics.csv"), "something much longer than that");
    MetricLog.create(file, COLUMNS).close();
    assertEquals("step,loss\n", Files.readString(file));
  }

  @Test
  void row_wrongNumberOfValues_isRefused() throws IOException {
    try (MetricLog log = MetricLog.create(folder.resolve("metrics.csv"), COLUMNS)) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> log.row(1, 2, 3)).getMessage();
      assertEquals("3 values for 2 columns", message);
    }
  }

  @Test
  void row_interruptedThread_isWritten() throws IOException {
    Path file = folder.resolve("metrics.csv");
    try (MetricLog log = MetricLog.create(file, COLUMNS)) {
      Thread.currentThread().interrupt();
      log.row(0, 1);
      assertEquals(true, Thread.interrupted());
      log.row(1, 2);
    }
    assertEquals("step,loss\n0,1\n1,2\n", Files.readString(file));
  }
}
