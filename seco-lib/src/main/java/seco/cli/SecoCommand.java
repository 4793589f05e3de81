package seco.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of all commands. */
@Command(
    name = "seco",
    description = "Self-supervised learning from video, step by step.",
    subcommands = {
      LabCommand.class,
      DataCommand.class,
      FramesCommand.class,
      PretrainCommand.class,
      DualVarCommand.class,
      FeaturesCommand.class,
      SvmCommand.class,
      KnnCommand.class,
      CompareCommand.class,
      RetrievalCommand.class,
      FinetuneCommand.class,
      TrackCommand.class,
      ExperimentCommand.class,
      SparkCommand.class,
      BenchCommand.class,
      InspectCommand.class,
      ConvertCommand.class,
      ExportCommand.class,
    })
final class SecoCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this text.")
  private boolean help;

  SecoCommand(Console console) {
    this.console = console;
  }

  Console console() {
    return console;
  }

  @Override
  public Integer call() {
    String names = String.join(", ", spec.subcommands().keySet());
    throw new ParameterException(spec.commandLine(), "choose a command: " + names);
  }
}
