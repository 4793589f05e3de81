package seco.cli;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.bench.FeatureExtraction;
import seco.bench.Stage;
import seco.pretrain.PretrainConfig;

/** Times features from the frame store to their file. */
@Command(
    name = "extraction",
    description = {
      "Times the features of videos from the frame store to the feature file, in turn with the"
          + " network alone on as many images in memory; share_of_network is the speed of the"
          + " whole as a share of the network's.",
    })
final class BenchExtractionCommand extends TimedCommand {
  @Mixin private final VideoSourceOptions videos = new VideoSourceOptions();

  @Option(
      names = "--kept",
      paramLabel = "N",
      description = "Frames of each video (default ${DEFAULT-VALUE}).")
  private int kept = 30;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "Depth of the network: 18, 34 or 50 (default ${DEFAULT-VALUE}).")
  private int depth = 50;

  @Option(
      names = "--crop",
      paramLabel = "N",
      description = "Edge of the centre crop in pixels (default ${DEFAULT-VALUE}).")
  private int crop = 224;

  @ArgGroup(exclusive = false, validate = false)
  private final NetworkOptions network = new NetworkOptions();

  BenchExtractionCommand() {
    super(3, 1);
  }

  @Override
  void check() {
    network.check();
    Options.requireDepth("--depth", depth);
    Options.requireWithin("--crop", crop, 16, 1024);
    Options.requireAtLeast("--kept", kept, 1);
    super.check();
  }

  @Override
  Stage stage() {
    return new FeatureExtraction(
        videos.source(), kept, depth, crop, network.precision(PretrainConfig.paper().execution()));
  }
}
