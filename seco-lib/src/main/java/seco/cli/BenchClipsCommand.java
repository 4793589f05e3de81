package seco.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.bench.ClipPasses;
import seco.bench.Stage;
import seco.model.ClipTrunkConfig;
import seco.model.ClipTrunkConfig.Kind;

/** Times the networks for clips. */
@Command(
    name = "clips",
    description = {
      "Times random clips through a network for clips, in turn as the loader lays them into memory,"
          + " a pixel's channels side by side, and each channel apart; share_of_channels_first is"
          + " the time of the first as a share of the second.",
    })
final class BenchClipsCommand extends TimedCommand {
  private static final int MOST = 1 << 10;
  private static final int LEAST_PIXELS = 32; // the poolings of S3D leave nothing of less

  @Option(
      names = "--network",
      paramLabel = "r3d|r2plus1d|c3d|s3d|s3dg|frames",
      description = "The network (default ${DEFAULT-VALUE}).")
  private String network = "r2plus1d";

  @Option(
      names = "--width",
      paramLabel = "N",
      description = "Its width (default ${DEFAULT-VALUE}, the published networks').")
  private int width = 64;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Frames of a clip (default ${DEFAULT-VALUE}).")
  private int frames = 16;

  @Option(
      names = "--pixels",
      paramLabel = "N",
      description = "Edge of the frames (default ${DEFAULT-VALUE}).")
  private int pixels = 112;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Clips a pass (default ${DEFAULT-VALUE}).")
  private int batch = 4;

  @Option(names = "--gradients", description = "There and back, as in training.")
  private boolean gradients;

  BenchClipsCommand() {
    super(5, 1);
  }

  @Override
  void check() {
    Options.requireWithin("--width", width, 1, MOST);
    Options.requireWithin("--frames", frames, 8, MOST);
    Options.requireWithin("--pixels", pixels, LEAST_PIXELS, MOST);
    Options.requireWithin("--batch", batch, 1, MOST);
    super.check();
  }

  @Override
  Stage stage() {
    Kind kind = Options.choice("--network", network, Kind.class);
    return new ClipPasses(new ClipTrunkConfig(kind, width), frames, pixels, batch, gradients);
  }
}
