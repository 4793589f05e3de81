package seco.dataset;

import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import seco.video.Frame;

/** A batch as plain bytes, filled by a loader thread and used again for later batches. */
public final class PatchBatch {
  private final ByteBuffer[] views;
  private final float[] queryFirst;
  private final String[] videos;
  private final int pixels;

  /**
   * @param size videos in the batch
   * @param pixels edge of a patch
   * @param views patches of each video: four of a sequence, two of a single frame
   */
  PatchBatch(int size, int pixels, int views) {
    this.pixels = pixels;
    this.views = new ByteBuffer[views];
    for (int v = 0; v < views; v++) {
      int bytes = Math.multiplyExact(size, 3 * pixels * pixels);
      this.views[v] = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    queryFirst = new float[size];
    videos = new String[size];
    Arrays.fill(videos, "");
  }

  void put(int row, String video, boolean first, List<byte[]> patches) {
    videos[row] = video;
    queryFirst[row] = first ? 1 : 0;
    for (int v = 0; v < views.length; v++) {
      byte[] patch = patches.get(v);
      views[v].put(row * patch.length, patch);
    }
  }

  /** Number of videos. */
  public int size() {
    return videos.length;
  }

  /** The videos' paths, to name them when something goes wrong. */
  public List<String> videos() {
    return List.of(videos);
  }

  /** Whether the anchor of a video stands in front of the two others. */
  public boolean queryFirst(int row) {
    return queryFirst[row] == 1;
  }

  /**
   * A patch to look at.
   *
   * @param row of the video in the batch
   * @param view 0 query, 1 same frame, 2 earlier, 3 later
   */
  public Frame patch(int row, int view) {
    byte[] rgb = new byte[3 * pixels * pixels];
    views[view].get(row * rgb.length, rgb);
    return new Frame(pixels, pixels, rgb);
  }

  /** The batch as tensors of {@code manager}; afterwards the bytes may be overwritten. */
  public SequenceBatch toTensors(NDManager manager, Normalisation normalisation) {
    boolean sequence = views.length == 4;
    return new SequenceBatch(
        normalisation.images(manager, views[0], size()),
        normalisation.images(manager, views[1], size()),
        sequence ? normalisation.images(manager, views[2], size()) : null,
        sequence ? normalisation.images(manager, views[3], size()) : null,
        manager.create(queryFirst));
  }
}
