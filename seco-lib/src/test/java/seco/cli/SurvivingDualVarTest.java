package seco.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import seco.ChildJvm;

/** A training of DualVar that is killed or stopped by a signal ends as if nothing had been. */
final class SurvivingDualVarTest {
  private static final int LONG = 30;

  @TempDir static Path folder;

  @BeforeAll
  static void trainWithoutDisturbance() throws IOException {
    Runs.done(Outcome.of(begin("whole", 1000)));
  }

  private static Object[] words(String run, Object... more) throws IOException {
    List<Object> words = new ArrayList<>(List.of("dualvar", "pretrain"));
    words.addAll(List.of("--store", SmallLab.store(), "--run", folder.resolve(run), "--json"));
    words.addAll(Arrays.asList(more));
    return words.toArray();
  }

  private static Object[] begin(String run, int checkpointEvery) throws IOException {
    return words(
        run,
        "--flavour",
        "moco",
        "--preset",
        "smoke",
        "--steps",
        LONG,
        "--checkpoint-every",
        checkpointEvery);
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void run_killedBetweenTwoCheckpoints_goesOn() throws Exception {
    assertEquals(137, start("killed", begin("killed", 2), "KILL").waitFor());
    Runs.done(Outcome.of(words("killed", "--resume")));
    new Runs(folder).assertEqualEnd("whole", "killed");
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void pretext_killedBetweenTwoCheckpoints_goesOn() throws Exception {
    Runs.done(Outcome.of(pretext("order", 1000)));
    assertEquals(137, start("cut", pretext("cut", 2), "KILL").waitFor());
    Runs.done(Outcome.of(words("cut", "--resume")));
    new Runs(folder).assertEqualEnd("order", "cut");
  }

  private static Object[] pretext(String run, int checkpointEvery) throws IOException {
    return words(
        run,
        "--pretext",
        "clip-order",
        "--preset",
        "smoke",
        "--steps",
        LONG,
        "--checkpoint-every",
        checkpointEvery);
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void run_stoppedByASignal_savesAtItsLastRowAndGoesOn() throws Exception {
    assertEquals(143, start("term", begin("term", 1000), "TERM").waitFor());
    long rows = Files.readAllLines(folder.resolve("term/metrics.csv")).size() - 1;
    String words = Files.readString(folder.resolve("term.txt"));
    assertTrue(words.contains("stopped after step " + rows + " of " + LONG), words);
    assertEquals(rows, new Runs(folder).newest("term").state().step());
    Runs.done(Outcome.of(words("term", "--resume")));
    new Runs(folder).assertEqualEnd("whole", "term");
  }

  /** A process that trains and, after its fifth row, gets a signal. */
  private static Process start(String run, Object[] words, String signal)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
    command.addAll(ChildJvm.command(Main.class, words));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(folder.resolve(run + ".txt").toFile())
            .start();
    Path metrics = folder.resolve(run).resolve("metrics.csv");
    while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < 6) {
      assertTrue(process.isAlive(), "the run ended before its fifth step");
      Thread.sleep(20);
    }
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    return process;
  }
}
