package seco.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.bench.InputPipeline;
import seco.bench.Stage;
import seco.dataset.ColourPlace;

/** Times the input pipeline. */
@Command(
    name = "pipeline",
    description = {
      "Times JPEG decoding, the paper's augmentation and normalisation. A round is --count images;"
          + " images_per_cpu_second counts the seconds of all processors.",
    })
final class BenchPipelineCommand extends TimedCommand {
  @Option(
      names = "--images",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of JPEG files, of which 200 are drawn and held in memory.")
  private Path images = Path.of("");

  @Option(
      names = "--pixels",
      paramLabel = "N",
      description = "Edge of the images (default ${DEFAULT-VALUE}).")
  private int pixels = 224;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Images of a round (default ${DEFAULT-VALUE}).")
  private int count = 600;

  @Option(
      names = "--colour",
      paramLabel = "loader|device",
      description =
          "Colours and blur image by image, or a batch at once by the engine, here on the"
              + " processor (default ${DEFAULT-VALUE}).")
  private String colour = "loader";

  BenchPipelineCommand() {
    super(5, 1);
  }

  @Override
  void check() {
    Options.requireWithin("--pixels", pixels, 16, 1024);
    Options.requireWithin("--count", count, 1, Options.MOST_ROWS);
    var unused = place();
    if (!Files.isDirectory(images)) {
      throw new InputException("--images " + images + ": no such folder");
    }
    super.check();
  }

  /** The threads are those of the loader; the engine is not asked for more. */
  @Override
  int settleThreads() {
    return Objects.requireNonNullElse(threads(), 1);
  }

  @Override
  Stage stage() {
    return new InputPipeline(images, pixels, count, settleThreads(), place());
  }

  private ColourPlace place() {
    return Options.choice("--colour", colour, ColourPlace.class);
  }
}
