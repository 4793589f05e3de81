package seco.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.augment.Geometry;
import seco.video.FrameStore;

/** Chosen frames of a store as the evaluation sees them: short edge resized, centre cropped. */
public final class CentreFrames implements BatchSource<FrameBatch> {
  /**
   * A frame that is asked for.
   *
   * @param video number in the store
   * @param frame number in the video
   * @param row to which its result belongs
   */
  public record Request(int video, int frame, int row) {}

  private final FrameStore store;
  private final List<Request> requests;
  private final int batchSize;
  private final int edge;
  private final int pixels;

  /**
   * @param batchSize frames in a batch; the last may have fewer
   * @param edge to which the shorter edge is resized
   * @param pixels of the square that is cropped
   */
  public CentreFrames(
      FrameStore store, List<Request> requests, int batchSize, int edge, int pixels) {
    this.store = store;
    this.requests = new ArrayList<>(requests);
    this.batchSize = batchSize;
    this.edge = edge;
    this.pixels = pixels;
  }

  /** Number of batches. */
  public int batches() {
    return (requests.size() + batchSize - 1) / batchSize;
  }

  @Override
  public FrameBatch newBatch() {
    return new FrameBatch(batchSize, pixels);
  }

  @Override
  public void fill(long number, FrameBatch batch) throws IOException {
    int from = (int) number * batchSize;
    batch.clear();
    for (Request request : requests.subList(from, Math.min(from + batchSize, requests.size()))) {
      try (Mat picture = store.mat(request.video(), request.frame(), edge);
          Mat crop = Geometry.centreCrop(picture, edge, pixels)) {
        byte[] rgb = new byte[3 * pixels * pixels];
        crop.data().get(rgb);
        batch.add(request.row(), rgb);
      }
    }
  }
}
