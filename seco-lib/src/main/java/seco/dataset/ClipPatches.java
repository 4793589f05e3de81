package seco.dataset;

import java.io.IOException;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.InputException;
import seco.augment.DualVarAugmentation;
import seco.augment.DualVarDraw;
import seco.augment.Geometry;
import seco.run.Seeds;
import seco.sample.RandomClips;
import seco.video.FrameStore;

/**
 * A random clip of each of the videos of a store, all its frames augmented by one draw and mirrored
 * half of the time. Every epoch has a new order, and a step's batch depends on nothing but the
 * seed.
 */
public final class ClipPatches implements BatchSource<SegmentBatch> {
  private final FrameStore store;
  private final RandomClips sampler;
  private final DualVarAugmentation augmentation;
  private final int batchSize;
  private final int pixels;
  private final Seeds seeds;
  private final FrameCache frames;

  /**
   * @param batchSize videos in a batch, at most the store's
   * @param pixels edge of a frame, at most the augmentation's width and height
   * @throws InputException if the store has fewer videos than a batch
   */
  public ClipPatches(
      FrameStore store,
      RandomClips sampler,
      DualVarAugmentation augmentation,
      int batchSize,
      int pixels,
      Seeds seeds) {
    if (store.size() < batchSize) {
      throw new InputException(
          store.folder() + ": " + store.size() + " videos do not fill a batch of " + batchSize);
    }
    this.store = store;
    this.sampler = sampler;
    this.augmentation = augmentation;
    this.batchSize = batchSize;
    this.pixels = pixels;
    this.seeds = seeds;
    frames = new FrameCache(store, Math.min(augmentation.width(), augmentation.height()));
  }

  /** Steps in an epoch; videos that fill no batch wait for the next epoch's order. */
  public int stepsPerEpoch() {
    return store.size() / batchSize;
  }

  @Override
  public SegmentBatch newBatch() {
    return new SegmentBatch(batchSize, sampler.length(), pixels);
  }

  /** The frames of a clip stand where those of a video's segments do. */
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
    int[] indices = sampler.sample(store.video(video).frames(), random);
    boolean mirrored = random.nextBoolean();
    DualVarDraw draw = DualVarDraw.strong(augmentation, pixels, random);
    for (int k = 0; k < indices.length; k++) {
      try (Mat frame = frames.mat(video, indices[k]);
          Mat resized = Geometry.resize(frame, augmentation.width(), augmentation.height())) {
        if (mirrored) {
          Geometry.mirror(resized);
        }
        batch.put(row, k, draw.apply(resized, pixels));
      }
    }
  }
}
