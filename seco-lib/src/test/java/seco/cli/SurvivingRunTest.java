package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import seco.ChildJvm;

/** What a run survives on the command line, and that it ends as if nothing had been. */
final class SurvivingRunTest {
  private static final int LONG = 40;

  @TempDir static Path folder;
  private static Runs runs;

  @BeforeAll
  static void trainWithoutDisturbance() throws IOException {
    runs = new Runs(folder);
    Runs.done(Outcome.of(runs.begin("whole", LONG, 1000)));
  }

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void run_killedBeforeItsFirstCheckpoint_goesOn() throws IOException, InterruptedException {
    Process process = start(runs.begin("killed", LONG, 1000), "KILL");
    process.waitFor();
    assertFalse(Files.exists(folder.resolve("killed/checkpoints")), "nothing had been saved");

    Runs.done(Outcome.of(runs.words("killed", "--resume")));

    runs.assertEqualEnd("whole", "killed");
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void run_stoppedBySignals_savesAtItsLastRowAndGoesOn() throws IOException, InterruptedException {
    Map<String, Integer> codes = Map.of("TERM", 143, "INT", 130);
    for (String signal : codes.keySet()) {
      Process process = start(runs.begin(signal, LONG, 1000), signal);

      assertEquals(codes.get(signal), process.waitFor(), err(signal));
      String words = err(signal);
      long rows = Files.readAllLines(folder.resolve(signal).resolve("metrics.csv")).size() - 1;
      assertTrue(rows > 2 && rows < LONG, rows + " rows");
      List<String> lines = words.lines().toList();
      assertEquals(3, lines.size(), words);
      assertTrue(lines.get(0).startsWith("needs about "), words);
      assertTrue(lines.get(1).startsWith("changes the paper's "), words);
      assertTrue(lines.get(2).startsWith("stopped after step " + rows + " of " + LONG), words);
      assertEquals(rows, runs.newest(signal).state().step());
      Runs.done(Outcome.of(runs.words(signal, "--resume")));
      runs.assertEqualEnd("whole", signal);
    }
  }

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void fullDisk_stopsTheRunWithItsLastCheckpointIntact() throws IOException, InterruptedException {
    start(runs.begin("full", LONG, 1000), "TERM").waitFor(); // leaves a checkpoint
    Path full = folder.resolve("full");
    Path checkpoint = runs.newest("full").arrays().resolve("..").normalize();
    Map<String, String> good = Runs.tree(checkpoint);
    long arrays = Files.size(runs.newest("full").arrays());
    long events = Files.size(full.resolve("events.out.tfevents"));
    Map<String, Long> limits =
        Map.of("arrays.safetensors", arrays - 2048, "events.out.tfevents", events + 1024);
    for (Map.Entry<String, Long> limit : limits.entrySet()) {
      ChildJvm.Result result =
          ChildJvm.runWithFileLimit(
              (int) (limit.getValue() / 1024),
              ChildJvm.command(
                  Main.class, runs.words("full", "--resume", "--checkpoint-every", 10)));

      assertEquals(1, result.code(), result.output());
      assertEquals(1, result.output().lines().count(), result.output());
      assertTrue(result.output().contains(limit.getKey() + ": "), result.output());
      assertTrue(result.output().contains("could not be written ("), result.output());
      assertTrue(result.output().endsWith("--resume goes on"), result.output());
      assertEquals(good, Runs.tree(checkpoint));
      assertEquals(1, full.resolve("checkpoints").toFile().list().length, "nothing half-written");
    }
    Runs.done(Outcome.of(runs.words("full", "--resume")));
    runs.assertEqualEnd("whole", "full");
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
}
