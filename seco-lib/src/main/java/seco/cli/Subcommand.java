package seco.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command shares: its manners. Options first, then files, then work, then a result. */
@Command(sortOptions = false, usageHelpWidth = 100)
abstract class Subcommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = 100,
      description = "Shows this text.")
  private boolean help;

  @Option(
      names = "--json",
      order = 101,
      description = "Ends standard output with the result as one JSON object on one line.")
  private boolean json;

  @Option(
      names = "--verbose",
      order = 102,
      description = "Shows where in the program a failure comes from.")
  private boolean verbose;

  final boolean verbose() {
    return verbose;
  }

  @Override
  public final Integer call() throws IOException, InterruptedException {
    check();
    Console console = ((SecoCommand) spec.root().userObject()).console();
    Result result = work(console);
    console.finishProgress();
    console.print(json ? result.json() : result.text());
    return 0;
  }

  /**
   * Checks all options before any file is opened.
   *
   * @throws seco.InputException naming the option and its value
   */
  abstract void check();

  /** Does the work. What is refused here must leave nothing behind. */
  abstract Result work(Console console) throws IOException, InterruptedException;
}
