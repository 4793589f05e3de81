package seco.dataset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Videos with their classes, each as frames of its segments, as plain bytes; filled by a loader
 * thread and used again for later batches.
 */
public final class SegmentBatch {
  private final int segments;
  private final int bytesPerFrame;
  private final ByteBuffer rgb;
  private final int[] labels;
  private final String[] videos;

  SegmentBatch(int size, int segments, int pixels) {
    this.segments = segments;
    bytesPerFrame = 3 * pixels * pixels;
    int bytes = Math.multiplyExact(Math.multiplyExact(size, segments), bytesPerFrame);
    rgb = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    labels = new int[size];
    videos = new String[size];
    Arrays.fill(videos, "");
  }

  void put(int row, String video, int label) {
    videos[row] = video;
    labels[row] = label;
  }

  void put(int row, int segment, byte[] patch) {
    rgb.put((row * segments + segment) * bytesPerFrame, patch);
  }

  /** Number of videos. */
  public int size() {
    return labels.length;
  }

  /** The videos' paths, to name them when something goes wrong. */
  public List<String> videos() {
    return List.of(videos);
  }

  /** The classes of some videos. */
  public int[] labels(int from, int to) {
    return Arrays.copyOfRange(labels, from, to);
  }

  /** The frames of some videos as a tensor ((to - from) segments, 3, S, S), video by video. */
  public NDArray images(NDManager manager, Normalisation normalisation, int from, int to) {
    int frames = (to - from) * segments;
    ByteBuffer part =
        rgb.slice(from * segments * bytesPerFrame, frames * bytesPerFrame)
            .order(ByteOrder.nativeOrder());
    return normalisation.images(manager, part, frames);
  }
}
