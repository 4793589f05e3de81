package seco.notebook;

import java.nio.file.Path;
import seco.experiment.FineTuningComparison;
import seco.finetune.FineTuningStep;
import seco.run.Progress;

/**
 * What a cell shows of a fine-tuning: its training and the frames of its test.
 *
 * @param view renewed by the cell's thread
 */
record FineTuningView(TrainAndJudgeView<FineTuningStep> view)
    implements FineTuningComparison.Listener {
  /**
   * @param run its folder
   * @param classes of the videos
   */
  static FineTuningView of(Screen screen, Path run, int classes) {
    return new FineTuningView(
        new TrainAndJudgeView<>(
            screen,
            run,
            FineTuningStep.COLUMNS,
            (steps, all) -> FineTuningCharts.training(steps, all, classes),
            "steps of the fine-tuning",
            "frames of the test"));
  }

  @Override
  public Progress tuning(String label, long seed) {
    return view.training()::at;
  }

  @Override
  public Progress testing(String label, long seed) {
    return view.judgement()::at;
  }

  @Override
  public boolean stopRequested() {
    return view.stopRequested();
  }
}
