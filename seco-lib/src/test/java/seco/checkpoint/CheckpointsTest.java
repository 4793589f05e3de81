package seco.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.tensor.NamedArrays;

class CheckpointsTest {
  @TempDir Path root;

  private final NDManager manager = NDManager.newBaseManager();
  private Path folder;
  private Checkpoints checkpoints;

  @BeforeEach
  void open() {
    folder = root.resolve("checkpoints");
    checkpoints = new Checkpoints(folder);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void newest_beforeTheFirst_isNothing() throws IOException {
    assertTrue(checkpoints.newest().isEmpty());
  }

  @Test
  void saveThenNewest_isTheSameState() throws IOException {
    checkpoints.save(800, arrays(1.5f, -2), Map.of("position", 96L));
    Checkpoints.Saved saved = checkpoints.newest().orElseThrow();
    assertEquals(800, saved.state().step());
    assertEquals(96, saved.state().number("position"));
    NDArray x = saved.read(manager).get("x");
    assertArrayEquals(new float[] {1.5f, -2}, x.toFloatArray());
    assertEquals(List.of("step-00000800"), entries());
  }

  @Test
  void number_unknown_isRefused() throws IOException {
    checkpoints.save(1, arrays(1), Map.of());
    Checkpoints.State state = checkpoints.newest().orElseThrow().state();
    String message =
        assertThrows(InputException.class, () -> state.number("position")).getMessage();
    assertEquals("the checkpoint remembers no position", message);
  }

  @Test
  void save_fourStates_keepsTheLastTwo() throws IOException {
    for (int step : new int[] {5, 10, 100, 2000}) {
      checkpoints.save(step, arrays(step), Map.of());
    }
    assertEquals(List.of("step-00000100", "step-00002000"), entries());
    assertEquals(2000, checkpoints.newest().orElseThrow().state().step());
  }

  @Test
  void save_afterADamagedOne_keepsTheLastWholeOne() throws IOException {
    checkpoints.save(4, arrays(4), Map.of());
    checkpoints.save(6, arrays(6), Map.of());
    Files.writeString(folder.resolve("step-00000006/state.json"), "");
    assertEquals(4, checkpoints.newest().orElseThrow().state().step());
    checkpoints.save(8, arrays(8), Map.of());
    assertEquals(List.of("step-00000004", "step-00000008"), entries());
    checkpoints.save(10, arrays(10), Map.of());
    assertEquals(List.of("step-00000008", "step-00000010"), entries());
  }

  @Test
  void save_beforeADamagedOne_removesIt() throws IOException {
    checkpoints.save(4, arrays(4), Map.of());
    checkpoints.save(6, arrays(6), Map.of());
    Files.writeString(folder.resolve("step-00000006/state.json"), "");
    checkpoints.save(5, arrays(5), Map.of());
    assertEquals(List.of("step-00000004", "step-00000005"), entries());
  }

  @Test
  void save_sameStepTwice_isOneCheckpoint() throws IOException {
    checkpoints.save(5, arrays(1), Map.of());
    checkpoints.save(5, arrays(1), Map.of());
    assertEquals(List.of("step-00000005"), entries());
  }

  @Test
  void newest_damagedArrays_fallsBack() throws IOException {
    saveTwo();
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("step-00000002/arrays.safetensors").toFile(), "rw")) {
      file.seek(file.length() - 1);
      file.write(0x55); // one byte of a value
    }
    assertFallsBack();
  }

  @Test
  void newest_cutArrays_fallsBack() throws IOException {
    saveTwo();
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("step-00000002/arrays.safetensors").toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    assertFallsBack();
  }

  @Test
  void newest_missingOrUnreadableState_fallsBack() throws IOException {
    for (String text : new String[] {"", "{\"step\": 2", "7", "{}", "null"}) {
      saveTwo();
      Files.writeString(folder.resolve("step-00000002/state.json"), text);
      assertFallsBack();
      seco.run.SafeFile.deleteTree(folder);
    }
    saveTwo();
    Files.delete(folder.resolve("step-00000002/state.json"));
    assertFallsBack();
  }

  @Test
  void newest_oneChangedDigitOfTheState_fallsBack() throws IOException {
    for (String digit : List.of("6", "2", "0")) { // of a number, the step, the arrays' fingerprint
      checkpoints.save(1, arrays(1), Map.of("position", 24L));
      checkpoints.save(2, arrays(2), Map.of("position", 96L));
      Path state = folder.resolve("step-00000002/state.json");
      String text = Files.readString(state);
      String changed =
          switch (digit) {
            case "6" -> text.replace("\"position\": 96", "\"position\": 97");
            case "2" -> text.replace("\"step\": 2", "\"step\": 3");
            default -> text.replaceAll("(\"sha256\": \").", "$1x");
          };
      assertNotEquals(text, changed);
      Files.writeString(state, changed);
      assertFallsBack();
      seco.run.SafeFile.deleteTree(folder);
    }
  }

  @Test
  void newest_nameOfTheCheckSumDamaged_fallsBack() throws IOException {
    saveTwo();
    Path state = folder.resolve("step-00000002/state.json");
    Files.writeString(state, Files.readString(state).replace("\"sha256\"", "\"sha257\""));
    assertFallsBack();
  }

  @Test
  void newest_stateOfAnOlderVersion_isRead() throws IOException {
    saveTwo();
    Path state = folder.resolve("step-00000002/state.json");
    String old = Files.readString(state).replaceAll(",\\s*\"sha256\": \"\\w+\"", "");
    assertFalse(old.contains("\"sha256\""), old);
    Files.writeString(state, old);
    assertEquals(2, checkpoints.newest().orElseThrow().state().step());
  }

  @Test
  void newest_fileThatCannotBeRead_fallsBackAndIsNamed() throws IOException {
    for (String file : List.of("state.json", "arrays.safetensors")) {
      saveTwo();
      Path unreadable = folder.resolve("step-00000002").resolve(file);
      Files.delete(unreadable);
      Files.createDirectory(unreadable); // opening it fails, and it is not absent
      assertFallsBack();
      assertEquals(
          List.of(folder.resolve("step-00000002")), checkpoints.newest().orElseThrow().damaged());
      seco.run.SafeFile.deleteTree(folder);
    }
  }

  @Test
  void newest_interruptedThread_readsTheNewest() throws IOException {
    saveTwo();
    Thread.currentThread().interrupt();
    long step = checkpoints.newest().orElseThrow().state().step();
    assertTrue(Thread.interrupted());
    assertEquals(2, step);
  }

  @Test
  void newest_halfWritten_isIgnoredAndReplaced() throws IOException {
    checkpoints.save(1, arrays(1), Map.of());
    Path partial = Files.createDirectories(folder.resolve("step-00000002.partial"));
    Files.writeString(partial.resolve("arrays.safetensors"), "half");
    assertEquals(1, checkpoints.newest().orElseThrow().state().step());
    checkpoints.save(2, arrays(2), Map.of());
    assertEquals(2, checkpoints.newest().orElseThrow().state().step());
    assertEquals(List.of("step-00000001", "step-00000002"), entries());
  }

  @Test
  void newest_allDamaged_isRefused() throws IOException {
    saveTwo();
    Files.delete(folder.resolve("step-00000001/arrays.safetensors"));
    Files.delete(folder.resolve("step-00000002/arrays.safetensors"));
    String message = assertThrows(InputException.class, checkpoints::newest).getMessage();
    assertEquals(folder + ": all 2 checkpoints are damaged", message);
  }

  @Test
  void save_damagedCheckpointOfTheSameStep_isReplaced() throws IOException {
    saveTwo();
    Files.writeString(folder.resolve("step-00000002/state.json"), "");
    checkpoints.save(2, arrays(7), Map.of());
    Checkpoints.Saved saved = checkpoints.newest().orElseThrow();
    assertEquals(2, saved.state().step());
    assertEquals(7, saved.read(manager).get("x").getFloat());
  }

  private void saveTwo() throws IOException {
    checkpoints.save(1, arrays(1), Map.of());
    checkpoints.save(2, arrays(2), Map.of());
  }

  private void assertFallsBack() throws IOException {
    Checkpoints.Saved saved = checkpoints.newest().orElseThrow();
    assertEquals(1, saved.state().step());
    assertEquals(1, saved.read(manager).get("x").getFloat());
  }

  private NamedArrays arrays(float... values) {
    return new NamedArrays(Map.of("x", manager.create(values)));
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
