package seco.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import seco.experiment.LabData;
import seco.experiment.UntrimmedLab;
import seco.lab.LabConfig;
import seco.run.Scale;
import seco.run.Workspace;

/** Makes the lab data set that the notebooks share. */
@Command(
    name = "data",
    description = {
      "Makes the lab videos and frame stores that the notebooks share, unless they are there.",
      "SECO_SCALE chooses their size, SECO_DATA their place.",
    })
final class LabDataCommand extends Subcommand {
  private static final long SEED = 1;

  @Override
  void check() {
    Scale.current();
  }

  @Override
  Result work(Console console) throws IOException {
    double bias = LabConfig.standard().sceneBias();
    ProgressLine progress = console.progress("videos and frame stores", 0);
    try (LabData lab = LabData.open(Workspace.data(), Scale.current(), bias, SEED, progress);
        UntrimmedLab untrimmed =
            UntrimmedLab.open(Workspace.data(), Scale.current(), bias, SEED, progress)) {
      return new Result(lab.folder() + ": the notebooks' videos and frame stores")
          .with("folder", lab.folder())
          .with("train", lab.train().size())
          .with("test", lab.test().size())
          .with("stills", lab.stills().size())
          .with("untrimmed", untrimmed.train().size() + untrimmed.test().size());
    }
  }
}
