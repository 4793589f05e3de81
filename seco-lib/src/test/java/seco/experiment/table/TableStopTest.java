package seco.experiment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.run.Progress;
import seco.run.RunRecords;

final class TableStopTest {
  private static final PaperCell CELL = PaperTable.TABLE3.cell("seco", "ucf101").orElseThrow();

  @TempDir private Path folder = Path.of("");

  /** Asks for a stop after a number of calls, counted over all work of a name. */
  private static final class Stopping implements TableListener {
    private final String work;
    private final int after;
    private int calls;

    Stopping(String work, int after) {
      this.work = work;
      this.after = after;
    }

    @Override
    public Progress progress(String what, long done) {
      return (at, total) -> calls += what.contains(work) ? 1 : 0;
    }

    @Override
    public boolean stopRequested() {
      return calls >= after;
    }
  }

  private RunRecords run(String name, TableListener listener) throws Exception {
    TableSettings settings =
        new TableSettings(
            PaperTable.TABLE3,
            "smoke",
            null,
            folder.resolve("labs"),
            folder.resolve(name),
            StartWeights.RANDOM,
            Map.of());
    return new TableExperiment(settings, listener).run(CELL, List.of(1L), folder.resolve("out"));
  }

  @Test
  void cell_thatIsStoppedInEveryStage_endsTheSame() throws Exception {
    TableListener never = new Stopping("nothing", Integer.MAX_VALUE);
    double whole = run("whole", never).values("seco", "top1")[0];
    Files.delete(folder.resolve("out/table3-smoke-lab-seco-lab.csv"));
    for (Stopping stop :
        List.of(
            new Stopping("steps of pretraining", 5),
            new Stopping("steps of fine-tuning", 3),
            new Stopping("frames of the test", 1))) {
      assertThrows(CancellationException.class, () -> run("parts", stop));
      assertFalse(Files.exists(folder.resolve("out/table3-smoke-lab-seco-lab.csv")));
    }
    assertEquals(whole, run("parts", never).values("seco", "top1")[0]);
  }
}
