package seco.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import seco.ChildJvm;
import seco.checkpoint.Checkpoints;
import seco.run.Hashes;

/** What a run survives on the command line, and that it ends as if nothing had been. */
final class SurvivingRunTest {
  private static final int LONG = 40;

  @TempDir static Path folder;

  @BeforeAll
  static void trainWithoutDisturbance() throws IOException {
    done(Outcome.of(begin("whole", LONG, 1000)));
    done(Outcome.of(begin("short", 6, 2)));
  }

  private static Object[] words(String run, Object... more) throws IOException {
    List<Object> words = new ArrayList<>(List.of("pretrain", "--store", SmallLab.store()));
    words.addAll(List.of("--run", folder.resolve(run), "--json"));
    words.addAll(Arrays.asList(more));
    return words.toArray();
  }

  private static Object[] begin(String run, int steps, int checkpointEvery) throws IOException {
    return words(run, "--preset", "smoke", "--steps", steps, "--checkpoint-every", checkpointEvery);
  }

  private static Outcome done(Outcome outcome) {
    assertEquals(0, outcome.code(), outcome.err());
    return outcome;
  }

  @Test
  void resume_ofAFinishedRun_saysSoAndChangesNothing() throws IOException {
    Map<String, String> before = tree(folder.resolve("short"));

    Outcome again = done(Outcome.of(words("short", "--resume")));

    assertEquals(before, tree(folder.resolve("short")));
    assertTrue(before.keySet().contains("checkpoints/step-00000006/state.json"), before.toString());
    assertEquals(1, again.err().lines().count(), again.err());
    assertTrue(
        again.err().contains("is finished, all its 6 steps are done; nothing is changed"),
        again.err());
    assertEquals(
        newest("short").state().arraysSha256(), again.json().get("checkpoint").getAsString());
  }

  @Test
  void newRun_inTheFolderOfOneThatStands_isRefusedAndChangesNothing() throws IOException {
    Map<String, String> before = tree(folder.resolve("short"));

    Outcome refused = Outcome.of(begin("short", 6, 2));

    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("resume it or choose another folder"), refused.err());
    assertEquals(before, tree(folder.resolve("short")));
  }

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void run_killedBeforeItsFirstCheckpoint_goesOn() throws IOException, InterruptedException {
    Process process = start(begin("killed", LONG, 1000), "KILL");
    process.waitFor();
    assertFalse(Files.exists(folder.resolve("killed/checkpoints")), "nothing had been saved");

    done(Outcome.of(words("killed", "--resume")));

    assertEqualEnd("whole", "killed");
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void run_stoppedBySignals_savesAtItsLastRowAndGoesOn() throws IOException, InterruptedException {
    Map<String, Integer> codes = Map.of("TERM", 143, "INT", 130);
    for (String signal : codes.keySet()) {
      Process process = start(begin(signal, LONG, 1000), signal);

      assertEquals(codes.get(signal), process.waitFor(), err(signal));
      String words = err(signal);
      long rows = Files.readAllLines(folder.resolve(signal).resolve("metrics.csv")).size() - 1;
      assertTrue(rows > 2 && rows < LONG, rows + " rows");
      List<String> lines = words.lines().toList();
      assertEquals(3, lines.size(), words);
      assertTrue(lines.get(0).startsWith("needs about "), words);
      assertTrue(lines.get(1).startsWith("changes the paper's "), words);
      assertTrue(lines.get(2).startsWith("stopped after step " + rows + " of " + LONG), words);
      assertEquals(rows, newest(signal).state().step());
      done(Outcome.of(words(signal, "--resume")));
      assertEqualEnd("whole", signal);
    }
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
      copy(folder.resolve("short"), folder.resolve(name));
      Path damaged = folder.resolve(name).resolve(newest);
      Files.write(damaged.resolve(damage.getKey().replaceAll("/.*", "")), damage.getValue());

      Outcome resumed = done(Outcome.of(words(name, "--resume")));

      String said = damaged + ": damaged, passed over; the run goes on after step 4";
      assertTrue(resumed.err().lines().anyMatch(said::equals), resumed.err());
      assertEqualEnd("short", name);
    }
  }

  @Test
  void timingsAndEvents_lost_beginAnewAndAreNamed_andLostMetricsAreRefused() throws IOException {
    copy(folder.resolve("short"), folder.resolve("logs"));
    Path logs = folder.resolve("logs");
    Path last = logs.resolve("checkpoints/step-00000006/state.json");
    Files.delete(last); // so that steps are left
    Files.delete(logs.resolve("events.out.tfevents"));
    Files.writeString(logs.resolve("timing.csv"), "step,");
    byte[] metrics = Files.readAllBytes(logs.resolve("metrics.csv"));
    Files.delete(logs.resolve("metrics.csv"));

    Outcome refused = Outcome.of(words("logs", "--resume"));
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("metrics.csv: missing, shorter"), refused.err());

    Files.write(logs.resolve("metrics.csv"), metrics);
    Outcome resumed = done(Outcome.of(words("logs", "--resume")));
    for (String file : List.of("timing.csv", "events.out.tfevents")) {
      String said = logs.resolve(file) + ": lost or cut off, begun anew after step 4";
      assertTrue(resumed.err().lines().anyMatch(said::equals), resumed.err());
    }
    assertEqualEnd("short", "logs");
    assertEquals(3, Files.readAllLines(logs.resolve("timing.csv")).size());
  }

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void fullDisk_stopsTheRunWithItsLastCheckpointIntact() throws IOException, InterruptedException {
    start(begin("full", LONG, 1000), "TERM").waitFor(); // leaves a checkpoint
    Path full = folder.resolve("full");
    Path checkpoint = newest("full").arrays().resolve("..").normalize();
    Map<String, String> good = tree(checkpoint);
    long arrays = Files.size(newest("full").arrays());
    long events = Files.size(full.resolve("events.out.tfevents"));
    Map<String, Long> limits =
        Map.of("arrays.safetensors", arrays - 2048, "events.out.tfevents", events + 1024);
    for (Map.Entry<String, Long> limit : limits.entrySet()) {
      ChildJvm.Result result =
          ChildJvm.runWithFileLimit(
              (int) (limit.getValue() / 1024),
              ChildJvm.command(Main.class, words("full", "--resume", "--checkpoint-every", 10)));

      assertEquals(1, result.code(), result.output());
      assertEquals(1, result.output().lines().count(), result.output());
      assertTrue(result.output().contains(limit.getKey() + ": "), result.output());
      assertTrue(result.output().contains("could not be written ("), result.output());
      assertTrue(result.output().endsWith("--resume goes on"), result.output());
      assertEquals(good, tree(checkpoint));
      assertEquals(1, full.resolve("checkpoints").toFile().list().length, "nothing half-written");
    }
    done(Outcome.of(words("full", "--resume")));
    assertEqualEnd("whole", "full");
  }

  /** A process that trains and, after its third row, gets a signal. */
  private Process start(Object[] words, String signal) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
    command.addAll(ChildJvm.command(Main.class, words));
    Path run = Path.of(words[4].toString());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(folder.resolve(run.getFileName() + ".txt").toFile())
            .start();
    Path metrics = run.resolve("metrics.csv");
    while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < 4) {
      assertTrue(process.isAlive(), "the run ended before its third step");
      Thread.sleep(20);
    }
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    return process;
  }

  private String err(String run) throws IOException {
    return Files.readString(folder.resolve(run + ".txt"));
  }

  private Checkpoints.Saved newest(String run) throws IOException {
    return new Checkpoints(folder.resolve(run).resolve("checkpoints")).newest().orElseThrow();
  }

  /** Metrics, weights, memory, optimiser: byte for byte. */
  private void assertEqualEnd(String expected, String actual) throws IOException {
    for (String file : List.of("metrics.csv", "config.json")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve(expected).resolve(file)),
          Files.readAllBytes(folder.resolve(actual).resolve(file)),
          actual + "/" + file);
    }
    assertEquals(newest(expected).state().step(), newest(actual).state().step());
    assertArrayEquals(
        Files.readAllBytes(newest(expected).arrays()),
        Files.readAllBytes(newest(actual).arrays()),
        actual);
  }

  /** Every file and folder with its time and content. */
  private static Map<String, String> tree(Path run) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.toList()) {
        String content = Files.isRegularFile(file) ? Hashes.ofFile(file) : "folder";
        tree.put(run.relativize(file).toString(), Files.getLastModifiedTime(file) + " " + content);
      }
    }
    return tree;
  }

  private static void copy(Path run, Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(run.relativize(file)));
      }
    }
  }
}
