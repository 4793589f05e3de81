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

  private RunRecords run(PaperCell cell, String name, TableListener listener) throws Exception {
    TableSettings settings =
        new TableSettings(
            cell.table(),
            "smoke",
            null,
            folder.resolve("labs"),
            folder.resolve(name),
            StartWeights.RANDOM,
            Map.of(),
            null);
    return new TableExperiment(settings, listener).run(cell, List.of(1L), folder.resolve("out"));
  }

  /** Stops a cell once in each of its stages, and makes it whole beside that. */
  private void requireSameEnd(PaperCell cell, String record, String metric, Stopping... stops)
      throws Exception {
    TableListener never = new Stopping("nothing", Integer.MAX_VALUE);
    String row = cell.row().id();
    double whole = run(cell, "whole", never).values(row, metric)[0];
    Path file = folder.resolve("out").resolve(record + ".csv");
    Files.delete(file);
    for (Stopping stop : stops) {
      assertThrows(CancellationException.class, () -> run(cell, "parts", stop));
      assertFalse(Files.exists(file));
    }
    assertEquals(whole, run(cell, "parts", never).values(row, metric)[0]);
  }

  @Test
  void cellOfFrames_thatIsStoppedInEveryStage_endsTheSame() throws Exception {
    requireSameEnd(
        PaperTable.TABLE3.cell("seco", "ucf101").orElseThrow(),
        "table3-smoke-lab-seco-lab",
        "top1",
        new Stopping("steps of pretraining", 5),
        new Stopping("steps of fine-tuning", 3),
        new Stopping("frames of the test", 1));
  }

  @Test
  void cellOfClips_thatIsStoppedInEveryStage_endsTheSame() throws Exception {
    requireSameEnd(
        PaperTable.TABLE4.cell("dualvar-moco-ucf101", "hmdb51").orElseThrow(),
        "table4-smoke-lab-dualvar-moco-ucf101-lab-bias0",
        "top1",
        new Stopping("steps of pretraining", 5),
        new Stopping("steps of fine-tuning", 3),
        new Stopping("videos of the test", 1));
  }

  @Test
  void cellOfRetrieval_thatIsStoppedInEveryStage_endsTheSame() throws Exception {
    requireSameEnd(
        PaperTable.TABLE5.cell("dualvar", "r1").orElseThrow(),
        "table5-smoke-lab-dualvar-lab",
        "recallCentred.1",
        new Stopping("steps of pretraining", 5),
        new Stopping("videos of the features lab-train", 1),
        new Stopping("videos of the features lab-test", 1));
  }
}
