package seco.cli;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.bench.LabFrames;
import seco.bench.Stage;
import seco.bench.TrackingLoop;
import seco.pretrain.PretrainConfig;

/** Times the tracking loop. */
@Command(
    name = "track",
    description = {
      "Times a frame of the tracking loop, from the picture to the box, in turn with its network"
          + " alone on three images of 255 pixels in memory; overhead_share is what the loop takes"
          + " beside the network, as a share of the network's time.",
    })
final class BenchTrackCommand extends TimedCommand {
  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "Depth of the trunk: 18, 34 or 50 (default ${DEFAULT-VALUE}).")
  private int depth = 50;

  @Option(
      names = "--trunk",
      paramLabel = "N",
      description = "Width of the trunk (default ${DEFAULT-VALUE}, the published networks').")
  private int trunk = 64;

  @Option(
      names = "--width",
      paramLabel = "N",
      description = "Width of the pictures (default ${DEFAULT-VALUE}).")
  private int width = 480;

  @Option(
      names = "--height",
      paramLabel = "N",
      description = "Height of the pictures, at most the width (default ${DEFAULT-VALUE}).")
  private int height = 360;

  @ArgGroup(exclusive = false, validate = false)
  private final NetworkOptions network = new NetworkOptions();

  BenchTrackCommand() {
    super(8, 2);
  }

  @Override
  void check() {
    network.check();
    Options.requireDepth("--depth", depth);
    Options.requireWithin("--trunk", trunk, 1, 256);
    var unused = Options.of("--height", () -> new LabFrames(width, height));
    super.check();
  }

  @Override
  Stage stage() {
    return new TrackingLoop(
        depth,
        trunk,
        new LabFrames(width, height),
        network.precision(PretrainConfig.paper().execution()));
  }
}
