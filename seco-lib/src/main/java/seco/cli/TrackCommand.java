package seco.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Single-object tracking with frozen features. */
@Command(
    name = "track",
    description = "Trains a tracker's head, follows an object, and judges trackers.",
    subcommands = {
      TrackTrainCommand.class,
      TrackRunCommand.class,
      TrackEvalCommand.class,
      TrackLabCommand.class,
    })
final class TrackCommand implements Callable<Integer> {
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
