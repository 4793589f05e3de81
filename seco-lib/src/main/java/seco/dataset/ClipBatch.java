package seco.dataset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import seco.video.Frame;

/** Clips of each video as plain bytes, filled by a loader thread and used again. */
public final class ClipBatch {
  /** DualVar's: a clip, another of the video, and the first one augmented anew. */
  public static final int VIEWS = 3;

  private final ByteBuffer[] views;
  private final String[] videos;
  private final int frames;
  private final int pixels;

  /**
   * @param size videos in the batch
   * @param views clips of each video
   * @param frames T of a clip
   * @param pixels edge S of a frame
   */
  ClipBatch(int size, int views, int frames, int pixels) {
    this.views = new ByteBuffer[views];
    this.frames = frames;
    this.pixels = pixels;
    int bytes = Math.multiplyExact(Math.multiplyExact(size, frames), 3 * pixels * pixels);
    for (int view = 0; view < views; view++) {
      this.views[view] = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    videos = new String[size];
    Arrays.fill(videos, "");
  }

  void name(int row, String video) {
    videos[row] = video;
  }

  void put(int row, int view, int frame, byte[] rgb) {
    views[view].put((row * frames + frame) * rgb.length, rgb);
  }

  /** Number of videos. */
  public int size() {
    return videos.length;
  }

  /** The videos' paths, to name them when something goes wrong. */
  public List<String> videos() {
    return List.of(videos);
  }

  /**
   * A frame to look at.
   *
   * @param row of the video in the batch
   * @param view of DualVar's: 0 first clip, 1 second, 2 the first augmented anew
   * @param frame place in the clip
   */
  public Frame frame(int row, int view, int frame) {
    byte[] rgb = new byte[3 * pixels * pixels];
    views[view].get((row * frames + frame) * rgb.length, rgb);
    return new Frame(pixels, pixels, rgb);
  }

  /** DualVar's clips as tensors of {@code manager}; afterwards the bytes may be overwritten. */
  public ClipTensors toTensors(NDManager manager, Normalisation normalisation) {
    if (views.length != VIEWS) {
      throw new IllegalStateException(views.length + " clips of a video, not DualVar's three");
    }
    return ClipTensors.of(toViews(manager, normalisation));
  }

  /** Each view (N, 3, T, S, S) as {@link #toTensors}. */
  public List<NDArray> toViews(NDManager manager, Normalisation normalisation) {
    return IntStream.range(0, views.length)
        .mapToObj(view -> clips(manager, normalisation, view))
        .toList();
  }

  private NDArray clips(NDManager manager, Normalisation normalisation, int view) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray images = normalisation.images(scope, views[view], size() * frames);
      NDArray clips =
          images.reshape(size(), frames, 3, pixels, pixels).transpose(0, 2, 1, 3, 4); // a view
      clips.attach(manager);
      return clips;
    }
  }
}
