package seco.notebook;

import java.io.IOException;
import java.util.List;
import seco.experiment.Ablation;
import seco.experiment.AblationConfig;
import seco.experiment.AblationData;
import seco.experiment.LabData;
import seco.experiment.Row;
import seco.experiment.Variant;
import seco.pretrain.TrainingRecord;
import seco.run.Progress;
import seco.run.RunRecords;
import seco.run.Workspace;

/** One seed of the ablation, trained in sight of the notebook. */
public final class LiveAblation {
  private final Ablation ablation;
  private final long seed;

  /** An ablation on the lab's videos at the notebooks' scale. */
  public LiveAblation(LabData lab, long seed) {
    this.seed = seed;
    ablation =
        new Ablation(
            AblationConfig.of(Notebook.scale()),
            AblationData.of(lab, null),
            Workspace.runs().resolve("10-ablation"));
  }

  /**
   * Trains a row, or shows its training where it is complete. An interrupted cell stops at a step's
   * edge with the run saved; the same call goes on.
   *
   * @throws seco.InputException where {@link Variant#START} has not been trained before
   */
  public TrainingRecord train(Row row) throws IOException {
    return new LiveTraining(Screen.current())
        .watch(ablation.run(row, seed), () -> ablation.open(row, seed));
  }

  /** Judges rows that have been trained. */
  public RunRecords evaluate(Row... rows) throws IOException, InterruptedException {
    Progress progress = Notebook.progress("networks judged");
    RunRecords records = new RunRecords(List.of());
    for (int i = 0; i < rows.length; i++) {
      records = records.and(ablation.evaluate(rows[i], seed));
      progress.at(i + 1, rows.length);
    }
    return records;
  }
}
