package seco.cli;

import picocli.CommandLine.Option;
import seco.InputException;
import seco.video.FrameStoreConfig;

/** The options that say which frames a store keeps, and how. */
final class StoreOptions {
  @Option(
      names = "--frames",
      paramLabel = "all|N",
      description = "Frames kept of each video, spread evenly over it (default all).")
  private String frames = "all";

  @Option(
      names = "--edge",
      paramLabel = "PIXELS",
      description = "Shorter edge of the kept frames, never enlarged (default 256).")
  private int edge = 256;

  @Option(names = "--quality", paramLabel = "N", description = "JPEG quality 1..100 (default 95).")
  private int quality = 95;

  FrameStoreConfig config() {
    Options.requireWithin("--edge", edge, 8, 4096);
    Options.requireWithin("--quality", quality, 1, 100);
    return new FrameStoreConfig(framesPerVideo(), edge, quality);
  }

  private int framesPerVideo() {
    if (frames.equals("all")) {
      return 0;
    }
    try {
      int number = Integer.parseInt(frames);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the message below names the value
    }
    throw new InputException("--frames '" + frames + "': must be 'all' or a number from 1");
  }
}
