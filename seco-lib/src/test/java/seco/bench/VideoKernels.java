package seco.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import seco.video.Frame;
import seco.video.VideoReader;
import seco.video.VideoWriter;

/** A clip of 48 frames of 320 x 240 pixels decoded. */
@State(Scope.Thread)
public class VideoKernels {
  private TemporaryFolder folder;
  private Path clip;

  @Setup
  public void make() throws IOException {
    folder = TemporaryFolder.in(Path.of(System.getProperty("java.io.tmpdir")));
    clip = folder.path().resolve("clip.mp4");
    try (VideoWriter writer = new VideoWriter(clip, 320, 240, 25, 0.2)) {
      for (Frame frame : new LabFrames(320, 240).video(0, 48)) {
        writer.write(frame);
      }
      writer.finish();
    }
  }

  @Benchmark
  public int decode() {
    return VideoReader.readAll(clip).size();
  }

  @TearDown
  public void close() throws IOException {
    folder.close();
  }
}
