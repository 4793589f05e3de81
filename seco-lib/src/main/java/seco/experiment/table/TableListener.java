package seco.experiment.table;

import java.util.concurrent.CancellationException;
import seco.run.Progress;

/** Told what is done for a cell, and asked whether to go on. */
public interface TableListener {
  /** The progress of a piece of work. */
  Progress progress(String what, long done);

  /** Whether to stop, with all saved that can be. */
  boolean stopRequested();

  /** Progress that ends the work between two of its pieces when a stop is requested. */
  default Progress stoppable(String what) {
    Progress progress = progress(what, 0);
    return (done, total) -> {
      progress.at(done, total);
      if (stopRequested() && done < total) {
        throw new CancellationException(what);
      }
    };
  }
}
