package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import seco.checkpoint.DivergedException;
import seco.checkpoint.Training;
import seco.pretrain.Preflight;

/**
 * A training as the commands carry it out: what it says before, and how it ends.
 *
 * @param goOn the command that goes on with it
 */
record TrainingRun(Training training, String goOn, Console console) {
  /** Says what of the run was damaged or lost. */
  void sayWhereItStands() {
    for (Path damaged : training.damagedCheckpoints()) {
      console.complain(
          "%s: damaged, passed over; the run goes on after step %d"
              .formatted(damaged, training.stepsDone()));
    }
    for (Path lost : training.lostLogs()) {
      console.complain(
          "%s: lost or cut off, begun anew after step %d".formatted(lost, training.stepsDone()));
    }
  }

  /**
   * Says before the first step what the run will take.
   *
   * @param less what needs less memory
   */
  void sayWhatItNeeds(Optional<Preflight> expected, String less) {
    if (training.stepsDone() > 0 || expected.isEmpty()) {
      return;
    }
    Preflight preflight = expected.get();
    console.complain("needs " + preflight.text());
    if (preflight.exceedsMemory()) {
      console.complain("more memory than there is: " + less);
    }
    if (!preflight.departures().isEmpty()) {
      console.complain("changes the paper's " + String.join(", ", preflight.departures()));
    }
  }

  /**
   * Does all steps that are left.
   *
   * @throws StoppedException after a signal, with the state saved
   */
  void finish(int checkpointEvery) throws IOException, InterruptedException {
    StopRequest stop = console.stopRequest();
    ProgressLine progress = console.progress("steps", training.stepsDone());
    try {
      if (!training.finish(checkpointEvery, progress, stop::requested)) {
        console.complain(
            "stopped after step %d of %d, saved; %s goes on"
                .formatted(training.stepsDone(), training.steps(), goOn));
        throw new StoppedException();
      }
    } catch (DivergedException e) {
      throw e;
    } catch (IOException e) { // the disk is full or gone
      throw new IOException(e.getMessage() + "; when that is mended, " + goOn + " goes on", e);
    }
  }
}
