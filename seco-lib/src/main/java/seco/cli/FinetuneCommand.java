package seco.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fine-tuning for the recognition of actions. */
@Command(
    name = "finetune",
    description = "Fine-tunes a network on labelled videos as TSN does, and tests it.",
    subcommands = {
      FinetuneTrainCommand.class,
      FinetuneTestCommand.class,
      FinetuneMeanCommand.class,
    })
final class FinetuneCommand implements Callable<Integer> {
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
