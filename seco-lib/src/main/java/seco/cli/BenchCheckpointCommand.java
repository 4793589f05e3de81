package seco.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.bench.CheckpointStall;
import seco.bench.Stage;

/** Times checkpoints. */
@Command(
    name = "checkpoint",
    description = {
      "Times a training's checkpoint, written and read. stall_share is the part of the training's"
          + " time that it waits for checkpoints.",
    })
final class BenchCheckpointCommand extends TimedCommand {
  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "Depth of the network: 18, 34 or 50 (default ${DEFAULT-VALUE}).")
  private int depth = 50;

  @Option(
      names = "--memory",
      paramLabel = "N",
      description = "Rows of the memory (default ${DEFAULT-VALUE}).")
  private int memory = 131072;

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "Steps between two checkpoints (default ${DEFAULT-VALUE}).")
  private int every = 500;

  @Option(
      names = "--step-seconds",
      paramLabel = "X",
      description = "What a step of the training takes (default: it is measured).")
  private @Nullable Double stepSeconds;

  @Option(
      names = "--pixels",
      paramLabel = "N",
      description = "Edge of the images of the measured step (default ${DEFAULT-VALUE}).")
  private int pixels = 224;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Videos of the measured step (default ${DEFAULT-VALUE}).")
  private int batch = 8;

  @Option(
      names = "--folder",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Where a temporary folder is made (default: that of the system).")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "."));

  BenchCheckpointCommand() {
    super(5, 1);
  }

  @Override
  void check() {
    Options.requireDepth("--depth", depth);
    Options.requireWithin("--memory", memory, 1, Options.MOST_ROWS);
    Options.requireWithin("--pixels", pixels, 16, 1024);
    Options.requireWithin("--batch", batch, 2, Options.MOST_ROWS);
    Options.requireAtLeast("--every", every, 1);
    if (!Files.isDirectory(folder)) {
      throw new InputException("--folder " + folder + ": no such folder");
    }
    super.check();
  }

  @Override
  Stage stage() {
    return new CheckpointStall(depth, pixels, batch, memory, every, stepSeconds, folder);
  }
}
