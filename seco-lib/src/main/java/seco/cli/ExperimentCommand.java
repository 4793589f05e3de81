package seco.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Experiments of the papers, a command each. */
@Command(
    name = "experiment",
    description = "Repeats an experiment, or makes the data of the notebooks.",
    subcommands = {
      LabDataCommand.class,
      AblationCommand.class,
      DualVarExperimentCommand.class,
      FactorsCommand.class,
      PrecisionCommand.class,
      TrackingCommand.class,
      FineTuningCommand.class,
      Table1Command.class,
      Table2Command.class,
      Table3Command.class,
      Table4Command.class,
      Table5Command.class
    })
final class ExperimentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this text.")
  private boolean help;

  @Override
  public Integer call() {
    String names = String.join(", ", spec.subcommands().keySet());
    throw new ParameterException(spec.commandLine(), "choose an experiment: " + names);
  }
}
