package seco.experiment;

import java.io.IOException;
import java.util.List;
import seco.run.RunRecords;

/** An ablation over seeds, as a whole or piece by piece. */
public sealed interface SeededAblation permits LabAblation, VideoAblation {
  /**
   * Runs rows of all seeds, and the starts that they continue. What is finished is not done again,
   * so this collects what was done piece by piece.
   */
  AblationReport run(List<? extends Row> rows, List<Long> seeds, LabAblation.Listener listener)
      throws IOException, InterruptedException;

  /** Runs the rows of the paper's table. */
  default AblationReport run(List<Long> seeds, LabAblation.Listener listener)
      throws IOException, InterruptedException {
    return run(List.of(Variant.values()), seeds, listener);
  }

  /** How its rows are trained. */
  AblationConfig config();

  /** Makes the videos and frame stores of a seed, where they are missing. */
  void prepare(long seed, LabAblation.Listener listener) throws IOException;

  /**
   * Trains and judges one row of a prepared seed, unless that is done. One that continues the start
   * needs it trained.
   */
  RunRecords run(Row row, long seed, LabAblation.Listener listener)
      throws IOException, InterruptedException;
}
