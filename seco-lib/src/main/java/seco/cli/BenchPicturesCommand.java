package seco.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.bench.LabFrames;

/** Draws the pictures that the pipeline is timed with. */
@Command(
    name = "pictures",
    description = {
      "Draws frames of the video lab as JPEG files, with which the pipeline can be timed. A folder"
          + " that is there already is left as it is.",
    })
final class BenchPicturesCommand extends Subcommand {
  @Option(
      names = "--out",
      required = true,
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder of the pictures.")
  private Path out = Path.of("");

  @Option(
      names = "--width",
      paramLabel = "N",
      description = "Width of the pictures (default ${DEFAULT-VALUE}).")
  private int width = 320;

  @Option(
      names = "--height",
      paramLabel = "N",
      description = "Height of the pictures, at most the width (default ${DEFAULT-VALUE}).")
  private int height = 240;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Number of pictures (default ${DEFAULT-VALUE}).")
  private int count = 200;

  @Override
  void check() {
    Options.requireWithin("--count", count, 1, 100_000);
    var unused = new LabFrames(width, height);
  }

  @Override
  Result work(Console console) throws IOException {
    boolean written =
        new LabFrames(width, height).write(out, count, console.progress("pictures", count));
    String said = written ? count + " pictures of " + width + " x " + height : "is there already";
    return new Result(out + ": " + said).with("out", out).with("written", written);
  }
}
