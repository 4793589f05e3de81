package seco.cli;

import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.bench.Stage;
import seco.bench.StoreBuilding;

/** Times the building of a frame store. */
@Command(
    name = "store",
    description = "Times the building of a frame store from videos of the lab. A round is a store.")
final class BenchStoreCommand extends TimedCommand {
  @Option(
      names = "--videos",
      paramLabel = "N",
      description = "Videos of the store (default ${DEFAULT-VALUE}).")
  private int videos = 100;

  @Option(
      names = "--pixels",
      paramLabel = "N",
      description = "Edge of their square frames (default ${DEFAULT-VALUE}).")
  private int pixels = 128;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Frames of a video (default ${DEFAULT-VALUE}).")
  private int frames = 48;

  BenchStoreCommand() {
    super(3, 1);
  }

  /** The threads are those of the writer; the engine is not asked for any. */
  @Override
  int settleThreads() {
    return Objects.requireNonNullElse(threads(), 1);
  }

  @Override
  Stage stage() {
    return new StoreBuilding(videos, pixels, frames, settleThreads());
  }
}
