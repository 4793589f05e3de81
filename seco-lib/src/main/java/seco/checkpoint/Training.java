package seco.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import seco.run.Progress;

/** A training that can be ended between two steps and goes on from there. */
public interface Training {
  /** Steps of the whole training. */
  long steps();

  /** Steps done so far. */
  long stepsDone();

  /** Whether steps are left. */
  boolean hasNext();

  /** Does the next step, and tells of it in plain numbers. */
  Record next() throws IOException, InterruptedException;

  /** Writes a checkpoint of the state after the last step; a complete run has it already. */
  void save() throws IOException;

  /** Checkpoints newer than the one that was resumed, the newest first; they are damaged. */
  List<Path> damagedCheckpoints();

  /** Files of timings and events that were lost; they begin with the step that comes next. */
  List<Path> lostLogs();

  /**
   * Does all steps that are left.
   *
   * @param between steps from one checkpoint to the next
   * @param stop whether to end after the step at hand, with the state saved; asked before each step
   * @return whether all steps are done
   */
  default boolean finish(int between, Progress progress, BooleanSupplier stop)
      throws IOException, InterruptedException {
    while (hasNext()) {
      if (stop.getAsBoolean()) {
        save();
        return false;
      }
      var unused = next();
      progress.at(stepsDone(), steps());
      if (hasNext() && stepsDone() % between == 0) {
        save();
      }
    }
    return true;
  }
}
