package seco.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** DualVar, which learns from whole clips and their segments. */
@Command(
    name = "dualvar",
    description =
        "DualVar: networks for clips, learned from differences between videos and within.",
    subcommands = {DualVarPretrainCommand.class})
final class DualVarCommand implements Callable<Integer> {
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
