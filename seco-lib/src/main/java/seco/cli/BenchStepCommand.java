package seco.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.bench.Stage;
import seco.bench.TrainingStep;
import seco.compile.Precision;
import seco.pretrain.PretrainConfig;

/** Times a step of training. */
@Command(
    name = "step",
    description = {
      "Times a whole step of the paper's training on random images: three heads, three separate"
          + " passes for the keys, losses, gradients, optimiser, momentum update, memory.",
    })
final class BenchStepCommand extends TimedCommand {
  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "Depth of the network: 18, 34 or 50 (default ${DEFAULT-VALUE}).")
  private int depth = 18;

  @Option(
      names = "--pixels",
      paramLabel = "N",
      description = "Edge of the images (default ${DEFAULT-VALUE}).")
  private int pixels = 112;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Videos a step (default ${DEFAULT-VALUE}).")
  private int batch = 32;

  @Option(
      names = "--memory",
      paramLabel = "N",
      description = "Rows of the memory (default ${DEFAULT-VALUE}).")
  private int memory = 4096;

  @ArgGroup(exclusive = false, validate = false)
  private final NetworkOptions network = new NetworkOptions();

  BenchStepCommand() {
    super(8, 3);
  }

  @Override
  void check() {
    network.check();
    Options.requireDepth("--depth", depth);
    Options.requireWithin("--pixels", pixels, 16, 1024);
    Options.requireWithin("--batch", batch, 2, Options.MOST_ROWS);
    Options.requireWithin("--memory", memory, 1, Options.MOST_ROWS);
    super.check();
  }

  @Override
  Stage stage() {
    return new TrainingStep(depth, pixels, batch, memory, precision());
  }

  private @Nullable Precision precision() {
    return network.precision(PretrainConfig.paper().execution());
  }
}
