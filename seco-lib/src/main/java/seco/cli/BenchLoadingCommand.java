package seco.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.bench.ClipLoading;
import seco.bench.Stage;
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarFlavour;

/** Times the loading of clips. */
@Command(
    name = "loading",
    description = {
      "Times a batch of DualVar's three clips of a video from a frame store, on one thread. Frames"
          + " that were decoded before are kept, and share_of_decoding is the time as a share of"
          + " that in which they are decoded anew.",
    })
final class BenchLoadingCommand extends TimedCommand {
  @Mixin private final VideoSourceOptions videos = new VideoSourceOptions();

  @Option(
      names = "--preset",
      paramLabel = "paper|as-run|desk|smoke",
      description = "Size and changes of the clips (default ${DEFAULT-VALUE}).")
  private String preset = "paper";

  BenchLoadingCommand() {
    super(8, 2);
  }

  /** The loader works on this thread; the engine is not asked for any. */
  @Override
  int settleThreads() {
    return 1;
  }

  @Override
  Stage stage() {
    return new ClipLoading(
        videos.source(),
        Options.of("--preset", () -> DualVarConfig.preset(preset, DualVarFlavour.SIMCLR)));
  }
}
