package seco.cli;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.bench.Stage;
import seco.bench.StoreBuilding;
import seco.bench.StoreSource;

/** Times the building of a frame store. */
@Command(
    name = "store",
    description = {
      "Times the building of a frame store, from videos of the lab or those of a list. A round is a"
          + " store; frames_per_cpu_second counts decoded frames, bytes_per_frame stored ones.",
    })
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

  @Option(
      names = "--list",
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description = "Videos to take instead of the lab's, a line each: path frames label.")
  private @Nullable Path list;

  @Option(
      names = "--root",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder to which the list's paths are relative.")
  private @Nullable Path root;

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
    return new StoreBuilding(source(), kept, settleThreads());
  }

  private StoreSource source() {
    if (list == null && root == null) {
      return new StoreSource.Lab(videos, pixels, frames);
    }
    if (list == null || root == null) {
      throw new InputException("--list and --root: one needs the other");
    }
    return new StoreSource.Files(list, root);
  }
}
