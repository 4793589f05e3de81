package seco.dataset;

import java.io.IOException;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.augment.Geometry;
import seco.dataset.CentreFrames.Request;
import seco.video.FrameStore;

/**
 * Chosen frames of a store in three squares each: short edge resized, then the beginning, the
 * middle and the end of the longer edge. Of a frame, all three belong to its row. Of a square frame
 * they are one and the same, which is given once.
 */
public final class ThreeCrops implements BatchSource<FrameBatch> {
  /** Squares of a frame. */
  public static final int CROPS = 3;

  private final FrameStore store;
  private final CentreFrames.Plan plan;
  private final int pixels;

  /**
   * @param plan which frames; asked from the loader threads
   * @param pixels edge of the squares, and to which the shorter edge is resized
   */
  public ThreeCrops(FrameStore store, CentreFrames.Plan plan, int pixels) {
    this.store = store;
    this.plan = plan;
    this.pixels = pixels;
  }

  @Override
  public FrameBatch newBatch() {
    return new FrameBatch(Math.multiplyExact(CROPS, plan.batchSize()), pixels);
  }

  @Override
  public void fill(long number, FrameBatch batch) throws IOException {
    batch.clear();
    for (Request request : plan.batch((int) number)) {
      try (Mat picture = store.mat(request.video(), request.frame(), pixels)) {
        boolean square = picture.cols() == picture.rows();
        List<Mat> crops = Geometry.threeCrops(picture, pixels);
        for (int i = 0; i < crops.size(); i++) {
          try (Mat crop = crops.get(i)) {
            if (i == 0 || !square) {
              byte[] rgb = new byte[3 * pixels * pixels];
              crop.data().get(rgb);
              batch.add(request.row(), rgb);
            }
          }
        }
      }
    }
  }
}
