package seco.pretrain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import seco.run.Timing;

/**
 * What a run of DualVar has recorded so far.
 *
 * @param config its settings
 * @param steps in their order, from step 0
 * @param timings of the steps, those of the first ones missing where they were lost
 */
public record DualVarRecord(DualVarConfig config, List<DualVarStep> steps, List<Timing> timings)
    implements Recorded<DualVarStep> {
  public DualVarRecord {
    steps = List.copyOf(steps);
    timings = List.copyOf(timings);
  }

  /**
   * Reads a run's settings and logs, also while another process writes them.
   *
   * @throws seco.InputException if the folder is no run of DualVar, or a row of its logs is damaged
   */
  public static DualVarRecord read(Path run) throws IOException {
    DualVarConfig config = PretrainedDualVar.config(run);
    return new DualVarRecord(config, PretrainedDualVar.steps(run), TrainingRecord.timings(run));
  }
}
