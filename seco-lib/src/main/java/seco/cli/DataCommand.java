package seco.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Data sets: fetched, unpacked, checked and listed. */
@Command(
    name = "data",
    description = "Fetches data sets, unpacks them, checks every video, and writes their lists.",
    subcommands = {
      DataFetchCommand.class,
      DataUnpackCommand.class,
      DataDoctorCommand.class,
      DataListCommand.class,
    })
final class DataCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this text.")
  private boolean help;

  @Override
  public Integer call() {
    String names = String.join(", ", spec.subcommands().keySet());
    throw new ParameterException(spec.commandLine(), "choose a step: " + names);
  }
}
