package seco.experiment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import seco.dataset.CentreFrames;
import seco.dataset.FrameBatch;
import seco.dataset.Normalisation;
import seco.video.FrameStore;

/** Frames at one moment of several videos, as a network sees them. */
public final class FramesAt {
  private FramesAt() {}

  /** The number of the frame at a moment of a stored video. */
  public static int frame(FrameStore store, int video, double time) {
    if (!(time >= 0 && time <= 1)) {
      throw new IllegalArgumentException("moment " + time + ": must lie in 0..1");
    }
    return (int) Math.round(time * (store.video(video).frames() - 1));
  }

  /**
   * One frame of each of the first videos, without augmentation: (N, 3, S, S).
   *
   * @param videos how many
   * @param time 0 for the first frame, 1 for the last
   * @param edge to which the shorter edge is resized
   * @param pixels S, of the square in the middle
   */
  public static NDArray tensor(
      NDManager manager, FrameStore store, int videos, double time, int edge, int pixels)
      throws IOException {
    List<CentreFrames.Request> requests = new ArrayList<>();
    for (int i = 0; i < videos; i++) {
      requests.add(new CentreFrames.Request(i, frame(store, i, time), i));
    }
    CentreFrames source = new CentreFrames(store, requests, videos, edge, pixels);
    FrameBatch batch = source.newBatch();
    source.fill(0, batch);
    try (NDManager scope = manager.newSubManager()) {
      NDArray images = batch.toTensor(scope, new Normalisation(scope, pixels));
      images.attach(manager);
      return images;
    }
  }
}
