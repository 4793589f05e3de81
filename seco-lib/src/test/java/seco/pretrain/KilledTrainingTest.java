package seco.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import seco.ChildJvm;
import seco.run.Seeds;
import seco.video.FrameStore;

/**
 * A process that trains is killed at random moments and started again, as often as the system
 * property {@code seco.kills} says. It saves after each step, so many kills meet a checkpoint that
 * is being written.
 */
class KilledTrainingTest extends SmokeTraining {
  private static final int KILLS = Integer.getInteger("seco.kills", 6);
  private static final int STEPS = 20 * KILLS;

  @Test
  void run_killedAgainAndAgain_endsEqualByteForByte() throws Exception {
    Path whole = folder.resolve("whole");
    long training = milliseconds(trainer(whole));
    Path killed = folder.resolve("killed");
    RandomGenerator moments = new Seeds(1).stream("kills", KILLS);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = trainer(killed);
      if (kill > 0) { // the first one is killed before there is a run
        awaitBeginning(process);
      }
      process.waitFor(moments.nextLong(training / KILLS), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      System.out.printf("kill %d: %s%n", kill + 1, standing(killed));
    }
    milliseconds(trainer(killed));

    assertEquals(metrics("whole"), metrics("killed"));
    assertEquals(names(whole.resolve("checkpoints")), names(killed.resolve("checkpoints")));
    for (String step : names(whole.resolve("checkpoints"))) {
      Path arrays = Path.of("checkpoints", step, "arrays.safetensors"); // weights, memory, all
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(arrays)), Files.readAllBytes(killed.resolve(arrays)));
    }
  }

  /** How far the killed process had come, and what it was writing. */
  private static String standing(Path run) throws IOException {
    Path metrics = run.resolve("metrics.csv");
    long steps = Files.exists(metrics) ? Files.readString(metrics).lines().count() - 1 : 0;
    Path checkpoints = run.resolve("checkpoints");
    return steps + " steps, " + (Files.exists(checkpoints) ? names(checkpoints) : "no checkpoint");
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Process trainer(Path run) throws IOException {
    List<String> command =
        ChildJvm.command(Trainer.class, run, store.folder().toAbsolutePath(), STEPS);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void awaitBeginning(Process process) throws IOException {
    assertEquals("begun", process.inputReader().readLine());
  }

  /** How long a process trains that comes to its end. */
  private static long milliseconds(Process process) throws Exception {
    awaitBeginning(process);
    long start = System.nanoTime();
    assertEquals("trained", process.inputReader().readLine());
    assertEquals(0, process.waitFor());
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** Begins a run or goes on with it, to its end; says so after its first step. */
  static final class Trainer {
    private Trainer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      Path run = Path.of(arguments[0]);
      PretrainConfig config = smoke();
      config =
          config.withOptimization(
              config.optimization().withSteps(Integer.parseInt(arguments[2]), 1));
      try (FrameStore frames = FrameStore.open(Path.of(arguments[1]));
          Pretraining training =
              Files.exists(run.resolve("config.json"))
                  ? Pretraining.resume(run, frames)
                  : Pretraining.start(config, frames, run, null)) {
        training.next();
        training.save();
        System.out.println("begun");
        while (training.hasNext()) {
          training.next();
          training.save();
        }
      }
      System.out.println("trained");
    }
  }
}
