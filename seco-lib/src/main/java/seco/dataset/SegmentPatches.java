package seco.dataset;

import java.io.IOException;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.Paper;
import seco.augment.Augmenter;
import seco.augment.PatchDraw;
import seco.run.Seeds;
import seco.sample.SegmentIndices;
import seco.video.FrameStore;

/**
 * A random frame of each segment of the videos of a store, all frames of a video augmented by one
 * draw. Every epoch has a new order, and a step's batch depends on nothing but the seed.
 */
@Paper(section = "Action Recognition and Untrimmed Activity Recognition", table = 3)
public final class SegmentPatches implements BatchSource<SegmentBatch> {
  private final FrameStore store;
  private final int segments;
  private final Augmenter augmenter;
  private final int batchSize;
  private final int pixels;
  private final Seeds seeds;
  private final FrameCache frames;

  /**
   * @param segments of each video
   * @param batchSize videos in a batch, at most the store's
   * @param pixels edge of a patch
   * @throws InputException if the store has fewer videos than a batch
   */
  public SegmentPatches(
      FrameStore store, int segments, Augmenter augmenter, int batchSize, int pixels, Seeds seeds) {
    this.store = store;
    this.segments = segments;
    this.augmenter = augmenter;
    this.batchSize = batchSize;
    this.pixels = pixels;
    this.seeds = seeds;
    frames = new FrameCache(store, FrameSize.edgeFor(pixels));
    if (store.size() < batchSize) {
      throw new InputException(
          store.folder() + ": " + store.size() + " videos do not fill a batch of " + batchSize);
    }
  }

  /** Steps in an epoch; videos that fill no batch wait for the next epoch's order. */
  public int stepsPerEpoch() {
    return store.size() / batchSize;
  }

  @Override
  public SegmentBatch newBatch() {
    return new SegmentBatch(batchSize, segments, pixels);
  }

  @Override
  public void fill(long step, SegmentBatch batch) throws IOException {
    long epoch = step / stepsPerEpoch();
    int first = (int) (step % stepsPerEpoch()) * batchSize;
    int[] order = seeds.permutation(store.size(), "order", epoch);
    for (int row = 0; row < batchSize; row++) {
      int video = order[first + row];
      batch.put(row, store.video(video).path(), store.video(video).label());
      fill(batch, row, video, seeds.stream("clip", step, row));
    }
  }

  private void fill(SegmentBatch batch, int row, int video, RandomGenerator random)
      throws IOException {
    int[] indices = SegmentIndices.random(store.video(video).frames(), segments, random);
    @Nullable PatchDraw draw = null; // drawn as soon as the frames' size is known
    for (int segment = 0; segment < segments; segment++) {
      try (Mat picture = frames.mat(video, indices[segment])) {
        if (draw == null) {
          draw = augmenter.draw(picture.cols(), picture.rows(), random);
        }
        batch.put(row, segment, augmenter.augment(picture, draw));
      }
    }
  }
}
