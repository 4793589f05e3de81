package seco.dataset;

import java.io.IOException;
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

  /** Which frames are in which batch. */
  public interface Plan {
    /** Number of batches. */
    int batches();

    /** Frames of the largest batch. */
    int batchSize();

    /** The frames of a batch. */
    List<Request> batch(int number);
  }

  private final FrameStore store;
  private final Plan plan;
  private final int edge;
  private final int pixels;

  /**
   * @param plan which frames; asked from the loader threads
   * @param edge to which the shorter edge is resized
   * @param pixels of the square that is cropped
   */
  public CentreFrames(FrameStore store, Plan plan, int edge, int pixels) {
    this.store = store;
    this.plan = plan;
    this.edge = edge;
    this.pixels = pixels;
  }

  /**
   * Frames in a list, so many in a batch; the last batch may have fewer.
   *
   * @param edge to which the shorter edge is resized
   * @param pixels of the square that is cropped
   */
  public CentreFrames(
      FrameStore store, List<Request> requests, int batchSize, int edge, int pixels) {
    this(store, listed(requests, batchSize), edge, pixels);
  }

  /** Frames in a list, so many in a batch; the last batch may have fewer. */
  public static Plan listed(List<Request> requests, int batchSize) {
    return new Listed(List.copyOf(requests), batchSize);
  }

  private record Listed(List<Request> requests, int batchSize) implements Plan {
    @Override
    public int batches() {
      return (requests.size() + batchSize - 1) / batchSize;
    }

    @Override
    public List<Request> batch(int number) {
      int from = number * batchSize;
      return requests.subList(from, Math.min(from + batchSize, requests.size()));
    }
  }

  /** Number of batches. */
  public int batches() {
    return plan.batches();
  }

  @Override
  public FrameBatch newBatch() {
    return new FrameBatch(plan.batchSize(), pixels);
  }

  @Override
  public void fill(long number, FrameBatch batch) throws IOException {
    batch.clear();
    for (Request request : plan.batch((int) number)) {
      try (Mat picture = store.mat(request.video(), request.frame(), edge);
          Mat crop = Geometry.centreCrop(picture, edge, pixels)) {
        byte[] rgb = new byte[3 * pixels * pixels];
        crop.data().get(rgb);
        batch.add(request.row(), rgb);
      }
    }
  }
}
