package seco.finetune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import seco.ChildJvm;
import seco.video.FrameStore;

/** A process that fine-tunes and saves after each step is killed, and started again. */
class KilledFineTuningTest extends SmallTraining {
  private static final int EPOCHS = 12;
  private static final int STEPS = 3 * EPOCHS;

  @Test
  void run_killedTwice_endsEqualByteForByte() throws Exception {
    Process whole = trainer(folder.resolve("whole"));
    long start = System.nanoTime();
    assertEquals("begun", whole.inputReader().readLine());
    long begun = System.nanoTime();
    assertEquals("trained", whole.inputReader().readLine());
    long training = (System.nanoTime() - begun) / 1_000_000;
    Process early = trainer(folder.resolve("killed"));
    early.waitFor((begun - start) / 2_000_000, TimeUnit.MILLISECONDS); // before there is a run
    early.destroyForcibly().waitFor();
    Process midway = trainer(folder.resolve("killed"));
    assertEquals("begun", midway.inputReader().readLine());
    midway.waitFor(training / 3, TimeUnit.MILLISECONDS);
    midway.destroyForcibly().waitFor();
    assertEquals(0, trainer(folder.resolve("killed")).waitFor());
    assertEquals(metrics("whole"), metrics("killed"));
    assertArrayEquals(state("whole", STEPS), state("killed", STEPS));
  }

  private static Process trainer(Path run) throws IOException {
    List<String> command = ChildJvm.command(Trainer.class, run, store.folder().toAbsolutePath());
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Begins a run or goes on with it, to its end; says so after its first step. */
  static final class Trainer {
    private Trainer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      Path run = Path.of(arguments[0]);
      try (FrameStore frames = FrameStore.open(Path.of(arguments[1]));
          FineTuning training = open(run, frames)) {
        if (training.hasNext()) {
          training.next();
          training.save();
        }
        System.out.println("begun");
        while (training.hasNext()) {
          training.next();
          training.save();
        }
      }
      System.out.println("trained");
    }

    private static FineTuning open(Path run, FrameStore frames) throws IOException {
      if (Files.exists(run.resolve("config.json"))) {
        return FineTuning.resume(run, frames);
      }
      FineTuningConfig config = smoke("descent.epochs", EPOCHS);
      try (NDManager manager = NDManager.newBaseManager();
          TsnClassifier untrained = TsnClassifier.create(manager, config)) {
        FineTuningStart start = new FineTuningStart(untrained.encoder().arrays(), START);
        return FineTuning.start(config, frames, start, run);
      }
    }
  }
}
