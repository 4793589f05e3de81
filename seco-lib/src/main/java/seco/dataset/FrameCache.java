package seco.dataset;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import seco.video.Frame;
import seco.video.FrameStore;
import seco.video.Pictures;
import seco.video.StoredVideo;

/**
 * The frames of a store at the size that patches need, decoded once where all of them fit into a
 * part of the memory, and anew each time where they do not.
 */
public final class FrameCache {
  private static final double SHARE_OF_MEMORY = 0.3;
  private static final int LARGEST_REDUCTION = 8; // of a store's frames while they are decoded

  private final FrameStore store;
  private final int edge;
  private final int[] firstFrame;
  private final @Nullable AtomicReferenceArray<Frame> frames;

  /**
   * @param edge least number of pixels of the shorter edge
   */
  public FrameCache(FrameStore store, int edge) {
    this(store, edge, usualBytes());
  }

  /** Bytes that kept frames may take together where nothing else is said. */
  static double usualBytes() {
    return SHARE_OF_MEMORY * Runtime.getRuntime().maxMemory();
  }

  /**
   * @param most bytes that the frames may take together
   */
  FrameCache(FrameStore store, int edge, double most) {
    this.store = store;
    this.edge = edge;
    firstFrame = new int[store.size() + 1];
    double bytes = 0;
    for (int i = 0; i < store.size(); i++) {
      StoredVideo video = store.video(i);
      firstFrame[i + 1] = Math.addExact(firstFrame[i], video.frames());
      int shorter = Math.min(video.width(), video.height());
      int shrink = Math.min(LARGEST_REDUCTION, Integer.highestOneBit(Math.max(1, shorter / edge)));
      bytes += video.frames() * 3.0 * (video.width() / shrink + 1) * (video.height() / shrink + 1);
    }
    frames = bytes <= most ? new AtomicReferenceArray<>(firstFrame[store.size()]) : null;
  }

  /** Whether decoded frames are kept. */
  boolean keeps() {
    return frames != null;
  }

  /** A frame as an RGB matrix; the caller closes it. */
  public Mat mat(int video, int frame) throws IOException {
    if (frames == null) {
      return store.mat(video, frame, edge);
    }
    int at = firstFrame[video] + frame;
    Frame known = frames.get(at);
    if (known != null) {
      return Pictures.toMat(known);
    }
    Mat decoded = store.mat(video, frame, edge);
    frames.set(at, Pictures.toFrame(decoded));
    return decoded;
  }
}
