package seco.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import seco.InputException;
import seco.run.Progress;
import seco.video.Frame;
import seco.video.VideoReader;
import seco.video.VideoWriter;

/**
 * Decoding an H.264 video of the lab, as a frame store does it: one pass on one thread. A round is
 * the whole video.
 *
 * @param width of its frames, in pixels
 * @param height of its frames, in pixels
 * @param frames of the video
 */
public record VideoDecoding(int width, int height, int frames) implements Stage {
  private static final double FRAMES_PER_SECOND = 25;
  private static final double BITS_PER_PIXEL = 0.2;

  public VideoDecoding {
    var unused = new LabFrames(width, height); // refuses what cannot be drawn
    if (frames < 4 || frames > 10_000) {
      throw new InputException("a video of " + frames + " frames: must lie in 4..10000");
    }
  }

  @Override
  public String name() {
    return "video";
  }

  @Override
  public Map<String, Object> settings() {
    return new Sizes().with("width", width).with("height", height).with("frames", frames).asMap();
  }

  @Override
  public Measurement measure(Rounds rounds, Progress progress) throws IOException {
    try (TemporaryFolder folder =
        TemporaryFolder.in(Path.of(System.getProperty("java.io.tmpdir", ".")))) {
      Path video = folder.path().resolve("video.mp4");
      write(video);
      long[] decoded = new long[1];
      Timings timings = rounds.time(round -> decoded[0] += decode(video), progress);
      double each = (double) decoded[0] / (rounds.warmup() + rounds.steps());
      return Measurement.of(timings)
          .with("frames_per_second", each / timings.median())
          .with("frames_per_cpu_second", each * timings.rounds() / timings.processorSeconds());
    }
  }

  private void write(Path video) throws IOException {
    try (VideoWriter writer =
        new VideoWriter(video, width, height, FRAMES_PER_SECOND, BITS_PER_PIXEL)) {
      for (Frame frame : new LabFrames(width, height).video(0, frames)) {
        writer.write(frame);
      }
      writer.finish();
    }
  }

  private static int decode(Path video) {
    try (VideoReader reader = VideoReader.open(video)) {
      while (reader.next() != null) {
        // the frame is let go
      }
      return reader.decodedFrames();
    }
  }
}
