package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finished run begun again, and runs whose files are damaged or lost. */
final class DamagedRunTest {
  @TempDir static Path folder;
  private static Runs runs;

  @BeforeAll
  static void trainWithoutDisturbance() throws IOException {
    runs = new Runs(folder);
    Runs.done(Outcome.of(runs.begin("short", 6, 2)));
  }

  @Test
  void resume_ofAFinishedRun_saysSoAndChangesNothing() throws IOException {
    Map<String, String> before = Runs.tree(folder.resolve("short"));

    Outcome again = Runs.done(Outcome.of(runs.words("short", "--resume")));

    assertEquals(before, Runs.tree(folder.resolve("short")));
    assertTrue(before.keySet().contains("checkpoints/step-00000006/state.json"), before.toString());
    assertEquals(1, again.err().lines().count(), again.err());
    assertTrue(
        again.err().contains("is finished, all its 6 steps are done; nothing is changed"),
        again.err());
    assertEquals(
        runs.newest("short").state().arraysSha256(), again.json().get("checkpoint").getAsString());
  }

  @Test
  void newRun_inTheFolderOfOneThatStands_isRefusedAndChangesNothing() throws IOException {
    Map<String, String> before = Runs.tree(folder.resolve("short"));

    Outcome refused = Outcome.of(runs.begin("short", 6, 2));

    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("resume it or choose another folder"), refused.err());
    assertEquals(before, Runs.tree(folder.resolve("short")));
  }

  @Test
  void newestCheckpoint_damagedInAnyWay_isNamedAndPassedOver() throws IOException {
    Path newest = Path.of("checkpoints", "step-00000006");
    Path before = folder.resolve("short").resolve("checkpoints/step-00000004");
    Map<String, byte[]> damages = new TreeMap<>();
    for (String file : List.of("state.json", "arrays.safetensors")) {
      byte[] whole = Files.readAllBytes(folder.resolve("short").resolve(newest).resolve(file));
      byte[] noise = whole.clone();
      Arrays.fill(noise, noise.length / 2, noise.length, (byte) 0xFF);
      damages.put(file + "/truncated", Arrays.copyOf(whole, whole.length / 2));
      damages.put(file + "/empty", new byte[0]);
      damages.put(file + "/noise", noise);
      damages.put(file + "/another's", Files.readAllBytes(before.resolve(file)));
    }
    Path state = folder.resolve("short").resolve(newest).resolve("state.json");
    String digit = Files.readString(state).replaceFirst("(\"memoryPosition\": \\d*)\\d", "$19");
    damages.put("state.json/one changed digit", digit.getBytes(StandardCharsets.UTF_8));
    for (Map.Entry<String, byte[]> damage : damages.entrySet()) {
      String name = damage.getKey().replaceAll("\\W", "");
      Runs.copy(folder.resolve("short"), folder.resolve(name));
      Path damaged = folder.resolve(name).resolve(newest);
      Files.write(damaged.resolve(damage.getKey().replaceAll("/.*", "")), damage.getValue());

      Outcome resumed = Runs.done(Outcome.of(runs.words(name, "--resume")));

      String said = damaged + ": damaged, passed over; the run goes on after step 4";
      assertTrue(resumed.err().lines().anyMatch(said::equals), resumed.err());
      runs.assertEqualEnd("short", name);
    }
  }

  @Test
  void timingsAndEvents_lost_beginAnewAndAreNamed_andLostMetricsAreRefused() throws IOException {
    Runs.copy(folder.resolve("short"), folder.resolve("logs"));
    Path logs = folder.resolve("logs");
    Path last = logs.resolve("checkpoints/step-00000006/state.json");
    Files.delete(last); // so that steps are left
    Files.delete(logs.resolve("events.out.tfevents"));
    Files.writeString(logs.resolve("timing.csv"), "step,");
    byte[] metrics = Files.readAllBytes(logs.resolve("metrics.csv"));
    Files.delete(logs.resolve("metrics.csv"));

    Outcome refused = Outcome.of(runs.words("logs", "--resume"));
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("metrics.csv: missing, shorter"), refused.err());

    Files.write(logs.resolve("metrics.csv"), metrics);
    Outcome resumed = Runs.done(Outcome.of(runs.words("logs", "--resume")));
    for (String file : List.of("timing.csv", "events.out.tfevents")) {
      String said = logs.resolve(file) + ": lost or cut off, begun anew after step 4";
      assertTrue(resumed.err().lines().anyMatch(said::equals), resumed.err());
    }
    runs.assertEqualEnd("short", "logs");
    assertEquals(3, Files.readAllLines(logs.resolve("timing.csv")).size());
  }
}
