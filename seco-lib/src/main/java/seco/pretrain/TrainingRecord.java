package seco.pretrain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import seco.InputException;
import seco.run.MetricLog;
import seco.run.RunDirectory;
import seco.run.Timing;

/**
 * What a run has recorded so far.
 *
 * @param config its settings
 * @param steps in their order, from step 0
 * @param timings of the steps, those of the first ones missing where they were lost
 */
public record TrainingRecord(PretrainConfig config, List<Step> steps, List<Timing> timings)
    implements Recorded<Step> {
  public TrainingRecord {
    steps = List.copyOf(steps);
    timings = List.copyOf(timings);
  }

  /**
   * Reads a run's settings and logs, also while another process writes them. What a run of before
   * did not record is NaN.
   *
   * @throws InputException if the folder is no run, or a row of its logs is damaged
   */
  public static TrainingRecord read(Path run) throws IOException {
    RunDirectory.requireRun(run);
    Path file = run.resolve("config.json");
    return new TrainingRecord(
        PretrainConfig.fromJson(Files.readString(file), file.toString()),
        MetricLog.read(run.resolve("metrics.csv"), Step.COLUMNS),
        timings(run));
  }

  /** The timings of a run of whatever kind; none where none were written. */
  static List<Timing> timings(Path run) throws IOException {
    Path timing = run.resolve("timing.csv");
    return Files.exists(timing) ? MetricLog.read(timing, Timing.COLUMNS) : List.of();
  }

  /** As {@link #seconds()} of a run of whatever kind. */
  static double seconds(Path run, long steps) throws IOException {
    return Recorded.seconds(timings(run), steps);
  }
}
