package seco.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.bench.MemoryLoss;
import seco.bench.Stage;

/** Times the memory loss. */
@Command(
    name = "loss",
    description = {
      "Times the inter-frame loss alone, forward and backward: three keys a query against a memory"
          + " of random rows.",
    })
final class BenchLossCommand extends TimedCommand {
  @Option(names = "--batch", paramLabel = "N", description = "Queries (default ${DEFAULT-VALUE}).")
  private int batch = 32;

  @Option(
      names = "--memory",
      paramLabel = "N",
      description = "Rows of the memory (default ${DEFAULT-VALUE}).")
  private int memory = 131072;

  BenchLossCommand() {
    super(15, 3);
  }

  @Override
  void check() {
    Options.requireWithin("--batch", batch, 1, Options.MOST_ROWS);
    Options.requireWithin("--memory", memory, 1, Options.MOST_ROWS);
    super.check();
  }

  @Override
  Stage stage() {
    return new MemoryLoss(batch, memory);
  }
}
