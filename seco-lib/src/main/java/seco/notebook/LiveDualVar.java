package seco.notebook;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import seco.experiment.DualVarComparison;
import seco.experiment.DualVarRow;
import seco.experiment.LabData;
import seco.pretrain.DualVarRecord;
import seco.probe.FeaturePair;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.Score;
import seco.run.Workspace;

/** One seed of DualVar's comparison, trained and judged in sight of the notebook. */
public final class LiveDualVar {
  private final Screen screen;
  private final DualVarComparison comparison;
  private final long seed;

  LiveDualVar(Screen screen, DualVarComparison comparison, long seed) {
    this.screen = screen;
    this.comparison = comparison;
    this.seed = seed;
  }

  /** A comparison on the lab's videos at the notebooks' scale. */
  public static LiveDualVar of(LabData lab, long seed) {
    return new LiveDualVar(
        Screen.current(),
        new DualVarComparison(
            Notebook.scale().id(),
            Map.of(),
            lab.train(),
            lab.test(),
            Workspace.runs().resolve("11-dualvar")),
        seed);
  }

  /**
   * Trains a row, or shows its training where it is complete. An interrupted cell stops at a step's
   * edge with the run saved; the same call goes on.
   */
  public DualVarRecord train(DualVarRow row) throws IOException {
    return new LiveTraining(screen)
        .watch(TrainingKind.DUAL_VAR, comparison.run(row, seed), () -> comparison.open(row, seed));
  }

  /**
   * The features of ten clips of every video, of a row that has been trained; kept beside its run.
   */
  public FeaturePair clips(DualVarRow row) throws IOException, InterruptedException {
    try (NDManager manager = NDManager.newBaseManager()) {
      Progress progress = new LiveProgress(screen, "videos seen by " + row.label());
      return comparison
          .judgement(row, seed, manager)
          .clips(row.label(), comparison.clips(row, seed), progress);
    }
  }

  /** The numbers of rows that have been trained, the same as in the comparison's records. */
  public RunRecords evaluate(DualVarRow... rows) throws IOException, InterruptedException {
    RunRecords records = new RunRecords(List.of());
    for (DualVarRow row : rows) {
      FeaturePair seen = clips(row);
      try (NDManager manager = NDManager.newBaseManager()) {
        List<Score> scores = comparison.judgement(row, seed, manager).measure(seen);
        records = records.and(DualVarComparison.records(row, seed, scores));
      }
    }
    return records;
  }
}
