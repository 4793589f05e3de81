package seco.cli;

import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import seco.bench.Stage;
import seco.bench.StoreBuilding;

/** Times the building of a frame store. */
@Command(
    name = "store",
    description = {
      "Times the building of a frame store, from videos of the lab or those of a list. A round is a"
          + " store; frames_per_cpu_second counts decoded frames, bytes_per_frame stored ones.",
    })
final class BenchStoreCommand extends TimedCommand {
  @Mixin private final VideoSourceOptions videos = new VideoSourceOptions();

  @Option(
      names = "--kept",
      paramLabel = "N",
      description = "Frames kept of each video, 0 for all (default ${DEFAULT-VALUE}).")
  private int kept = 0;

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
    return new StoreBuilding(videos.source(), kept, settleThreads());
  }
}
