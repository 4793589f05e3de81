package seco.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.bench.NetworkFeatures;
import seco.bench.Stage;
import seco.compile.Precision;
import seco.pretrain.PretrainConfig;

/** Times features. */
@Command(
    name = "features",
    description = "Times the features of random images by a network in evaluation mode.")
final class BenchFeaturesCommand extends TimedCommand {
  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "Depth of the network: 18, 34 or 50 (default ${DEFAULT-VALUE}).")
  private int depth = 50;

  @Option(
      names = "--pixels",
      paramLabel = "N",
      description = "Edge of the images (default ${DEFAULT-VALUE}).")
  private int pixels = 224;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images a pass (default ${DEFAULT-VALUE}).")
  private int batch = 30;

  @ArgGroup(exclusive = false, validate = false)
  private final NetworkOptions network = new NetworkOptions();

  BenchFeaturesCommand() {
    super(4, 1);
  }

  @Override
  void check() {
    network.check();
    Options.requireDepth("--depth", depth);
    Options.requireWithin("--pixels", pixels, 16, 1024);
    Options.requireWithin("--batch", batch, 1, Options.MOST_ROWS);
    super.check();
  }

  @Override
  Stage stage() {
    return new NetworkFeatures(depth, pixels, batch, precision());
  }

  private @Nullable Precision precision() {
    return network.precision(PretrainConfig.paper().execution());
  }
}
