package seco.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done on many machines, a command each. */
@Command(
    name = "spark",
    description = {
      "Does the work of other commands on Apache Spark, on this machine's cores or on a cluster."
          + " The results are the same.",
      "Plain paths are in a folder that all machines see; URIs such as hdfs://host/folder are read"
          + " and written through Hadoop.",
    },
    subcommands = {
      SparkFramesCommand.class,
      SparkFeaturesCommand.class,
      SparkRetrievalCommand.class,
      SparkGridCommand.class
    })
final class SparkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this text.")
  private boolean help;

  @Override
  public Integer call() {
    String names = String.join(", ", spec.subcommands().keySet());
    throw new ParameterException(spec.commandLine(), "choose what to do on Spark: " + names);
  }
}
