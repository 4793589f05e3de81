package seco.dataset;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.augment.Geometry;
import seco.sample.SpacedClips;
import seco.video.FrameStore;

/**
 * Every video of a store as the evaluation of networks for clips sees it: clips spread over it, of
 * each frame the square in the middle. A batch is a video, its frames clip after clip.
 */
public final class VideoClips implements BatchSource<FrameBatch> {
  private final FrameStore store;
  private final SpacedClips clips;
  private final int width;
  private final int height;
  private final int pixels;

  /**
   * @param width to which frames are resized, whatever their shape
   * @param height to which frames are resized
   * @param pixels of the square that is cropped
   */
  public VideoClips(FrameStore store, SpacedClips clips, int width, int height, int pixels) {
    this.store = store;
    this.clips = clips;
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  @Override
  public FrameBatch newBatch() {
    return new FrameBatch(Math.multiplyExact(clips.count(), clips.length()), pixels);
  }

  /** Rows are the numbers of the clips. A frame of several clips is decoded once. */
  @Override
  public void fill(long video, FrameBatch batch) throws IOException {
    batch.clear();
    int number = Math.toIntExact(video);
    Map<Integer, byte[]> seen = new HashMap<>();
    int[][] indices = clips.of(store.video(number).frames());
    for (int clip = 0; clip < indices.length; clip++) {
      for (int index : indices[clip]) {
        byte[] rgb = seen.get(index);
        if (rgb == null) {
          rgb = frame(number, index);
          seen.put(index, rgb);
        }
        batch.add(clip, rgb);
      }
    }
  }

  /**
   * The same of some videos alone.
   *
   * @param numbers of the videos; a batch's number is a place among them
   */
  public BatchSource<FrameBatch> only(int... numbers) {
    VideoClips all = this;
    return new BatchSource<>() {
      @Override
      public FrameBatch newBatch() {
        return all.newBatch();
      }

      @Override
      public void fill(long place, FrameBatch batch) throws IOException {
        all.fill(numbers[Math.toIntExact(place)], batch);
      }
    };
  }

  private byte[] frame(int video, int index) throws IOException {
    try (Mat picture = store.mat(video, index, Math.min(width, height));
        Mat resized = Geometry.resize(picture, width, height);
        Mat crop = Geometry.middle(resized, pixels)) {
      byte[] rgb = new byte[3 * pixels * pixels];
      crop.data().get(rgb);
      return rgb;
    }
  }
}
