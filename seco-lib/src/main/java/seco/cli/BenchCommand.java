package seco.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long the stages take on this machine, a command each. */
@Command(
    name = "bench",
    description = {
      "Times a stage of the work, in a process of its own so that its peak memory is its own too.",
    },
    subcommands = {
      BenchStepCommand.class,
      BenchLossCommand.class,
      BenchPipelineCommand.class,
      BenchFeaturesCommand.class,
      BenchExtractionCommand.class,
      BenchClipsCommand.class,
      BenchLoadingCommand.class,
      BenchTrackCommand.class,
      BenchSvmCommand.class,
      BenchRetrievalCommand.class,
      BenchUpdateCommand.class,
      BenchVideoCommand.class,
      BenchCheckpointCommand.class,
      BenchStoreCommand.class,
      BenchPicturesCommand.class,
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this text.")
  private boolean help;

  @Override
  public Integer call() {
    String names = String.join(", ", spec.subcommands().keySet());
    throw new ParameterException(spec.commandLine(), "choose a stage: " + names);
  }
}
