package seco.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.bench.ParameterUpdate;
import seco.bench.Stage;

/** Times the update of the parameters. */
@Command(
    name = "update",
    description = {
      "Times what follows the gradients in a step of training: the optimiser's step and the momentum"
          + " update, as the preset paper carries them out.",
    })
final class BenchUpdateCommand extends TimedCommand {
  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "Depth of the network: 18, 34 or 50 (default ${DEFAULT-VALUE}).")
  private int depth = 18;

  BenchUpdateCommand() {
    super(30, 5);
  }

  @Override
  void check() {
    Options.requireDepth("--depth", depth);
    super.check();
  }

  @Override
  Stage stage() {
    return new ParameterUpdate(depth);
  }
}
