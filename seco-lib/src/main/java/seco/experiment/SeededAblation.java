package seco.experiment;

import java.io.IOException;
import java.util.List;
import seco.run.RunRecords;

/** An ablation over seeds, as a whole or piece by piece. */
public sealed interface SeededAblation permits LabAblation, VideoAblation {
  /**
   * Runs all variants of all seeds. What is finished is not done again, so this collects what was
   * done piece by piece.
   */
  AblationReport run(List<Long> seeds, LabAblation.Listener listener)
      throws IOException, InterruptedException;

  /** Makes the videos and frame stores of a seed, where they are missing. */
  void prepare(long seed, LabAblation.Listener listener) throws IOException;

  /**
   * Trains and judges one variant of a prepared seed, unless that is done. One that continues the
   * start needs it trained.
   */
  RunRecords run(Variant variant, long seed, LabAblation.Listener listener)
      throws IOException, InterruptedException;
}
