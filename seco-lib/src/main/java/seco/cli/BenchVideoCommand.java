package seco.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.bench.Stage;
import seco.bench.VideoDecoding;

/** Times the decoding of a video. */
@Command(
    name = "video",
    description = {
      "Times the decoding of an H.264 video of the lab, on one thread. A round is the whole video;"
          + " frames_per_cpu_second counts the seconds of all processors.",
    })
final class BenchVideoCommand extends TimedCommand {
  @Option(
      names = "--width",
      paramLabel = "N",
      description = "Width of the frames (default ${DEFAULT-VALUE}).")
  private int width = 320;

  @Option(
      names = "--height",
      paramLabel = "N",
      description = "Height of the frames, at most the width (default ${DEFAULT-VALUE}).")
  private int height = 240;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Frames of the video (default ${DEFAULT-VALUE}).")
  private int frames = 250;

  BenchVideoCommand() {
    super(8, 2);
  }

  @Override
  void check() {
    Integer threads = threads();
    if (threads != null && threads != 1) {
      throw new InputException("--threads " + threads + ": a video is decoded on 1");
    }
    super.check();
  }

  @Override
  int settleThreads() {
    return 1;
  }

  @Override
  Stage stage() {
    return new VideoDecoding(width, height, frames);
  }
}
