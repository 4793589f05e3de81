package seco.notebook;

import java.nio.file.Path;
import seco.experiment.TrackerComparison;
import seco.run.Progress;
import seco.track.HeadStep;

/**
 * What a cell shows of a tracker at work: its head's training and the frames that it has tracked.
 *
 * @param view renewed by the cell's thread
 */
record HeadView(TrainAndJudgeView<HeadStep> view) implements TrackerComparison.Listener {
  /**
   * @param run folder of the head
   */
  static HeadView of(Screen screen, Path run) {
    return new HeadView(
        new TrainAndJudgeView<>(
            screen,
            run,
            HeadStep.COLUMNS,
            TrackerCharts::training,
            "steps of the head",
            "frames tracked"));
  }

  @Override
  public Progress head(String label, long seed) {
    return view.training()::at;
  }

  @Override
  public Progress frames(String label, long seed) {
    return view.judgement()::at;
  }

  @Override
  public boolean stopRequested() {
    return view.stopRequested();
  }
}
