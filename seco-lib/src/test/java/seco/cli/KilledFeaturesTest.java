package seco.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import seco.ChildJvm;

/** Features that are taken by a process that is killed, and then by another. */
final class KilledFeaturesTest {
  /** So many frames are asked for that two videos make one of ten chunks. */
  private static final int FRAMES = 1024;

  private static final int CHUNKS = 10;

  @TempDir Path folder;

  private Object[] words(String name) throws IOException {
    return new Object[] {
      "features",
      "--random",
      "--preset",
      "smoke",
      "--frames",
      FRAMES,
      "--pixels",
      224,
      "--store",
      SmallLab.store(),
      "--out",
      folder.resolve(name),
      "--json"
    };
  }

  private static JsonObject done(Object... words) {
    Outcome outcome = Outcome.of(words);
    assertEquals(0, outcome.code(), outcome.err());
    return outcome.json();
  }

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void stoppedByASignal_saysHowItGoesOn() throws Exception {
    Process process = start("stopped");
    while (finished("stopped").isEmpty() && process.isAlive()) {
      Thread.sleep(1);
    }
    process.destroy(); // TERM
    assertEquals(143, process.waitFor());
    String words = Files.readString(folder.resolve("words"));
    assertTrue(words.contains("stopped; the same command goes on"), words);
    int kept = finished("stopped").size();
    assertEquals(CHUNKS - kept, done(words("stopped")).get("chunksMade").getAsInt());
  }

  private Process start(String name) throws IOException {
    return new ProcessBuilder(ChildJvm.command(Main.class, words(name)))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("words").toFile())
        .start();
  }

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void killed_goesOnWithWhatWasFinished_toTheSameBytes() throws Exception {
    assertEquals(CHUNKS, done(words("whole")).get("chunksMade").getAsInt());
    Process process = start("killed");
    while (finished("killed").isEmpty() && process.isAlive()) {
      Thread.sleep(1);
    }
    process.destroyForcibly().waitFor();
    assertFalse(Files.exists(folder.resolve("killed")), "killed before its end");
    int kept = finished("killed").size();
    assertTrue(kept > 0 && kept < CHUNKS, kept + " chunks");

    JsonObject resumed = done(words("killed"));

    assertEquals(CHUNKS - kept, resumed.get("chunksMade").getAsInt());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("whole")), Files.readAllBytes(folder.resolve("killed")));
    assertEquals(0, done(words("killed")).get("chunksMade").getAsInt(), "there is nothing to do");
  }

  private List<Path> finished(String name) throws IOException {
    Path chunks = folder.resolve(name + ".chunks");
    if (Files.notExists(chunks)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(chunks)) {
      return files.filter(file -> file.getFileName().toString().startsWith("chunk-")).toList();
    }
  }
}
