package seco.dataset;

import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.InputException;
import seco.augment.DualVarAugmentation;
import seco.augment.DualVarDraw;
import seco.augment.Geometry;
import seco.run.Seeds;
import seco.sample.CentredClips;
import seco.sample.ClipPair;
import seco.video.FrameStore;

/**
 * DualVar's clips of the videos of a frame store: every epoch in a new order, every clip drawn from
 * the stream of its step and row, so that a step's batch depends on nothing but the seed.
 */
public final class DualVarClips implements BatchSource<ClipBatch> {
  private final FrameStore store;
  private final CentredClips sampler;
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
  public DualVarClips(
      FrameStore store,
      CentredClips sampler,
      DualVarAugmentation augmentation,
      int batchSize,
      int pixels,
      Seeds seeds) {
    int edge = Math.min(augmentation.width(), augmentation.height());
    if (pixels < 1 || pixels > edge) {
      throw new InputException(
          "crops of %d pixels do not fit into frames of %d x %d"
              .formatted(pixels, augmentation.width(), augmentation.height()));
    }
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
    frames = new FrameCache(store, edge);
  }

  /** Steps in an epoch; videos that fill no batch wait for the next epoch's order. */
  public int stepsPerEpoch() {
    return store.size() / batchSize;
  }

  @Override
  public ClipBatch newBatch() {
    return new ClipBatch(batchSize, sampler.length(), pixels);
  }

  @Override
  public void fill(long step, ClipBatch batch) throws IOException {
    long epoch = step / stepsPerEpoch();
    int start = (int) (step % stepsPerEpoch()) * batchSize;
    int[] order = seeds.permutation(store.size(), "order", epoch);
    for (int row = 0; row < batchSize; row++) {
      int video = order[start + row];
      batch.name(row, store.video(video).path());
      RandomGenerator random = seeds.stream("clip", step, row);
      ClipPair clips = sampler.sample(store.video(video).frames(), random);
      DualVarDraw first = DualVarDraw.first(augmentation, pixels, random);
      DualVarDraw second = DualVarDraw.strong(augmentation, pixels, random);
      DualVarDraw third = DualVarDraw.strong(augmentation, pixels, random);
      put(batch, row, video, clips.first(), new int[] {0, 2}, first, third);
      put(batch, row, video, clips.second(), new int[] {1}, second);
    }
  }

  /** Views of one clip: a frame is decoded once for all of them. */
  private void put(
      ClipBatch batch, int row, int video, int[] clip, int[] views, DualVarDraw... draws)
      throws IOException {
    for (int index : Arrays.stream(clip).distinct().toArray()) {
      try (Mat frame = frames.mat(video, index);
          Mat resized = Geometry.resize(frame, augmentation.width(), augmentation.height())) {
        for (int i = 0; i < views.length; i++) {
          byte[] rgb = draws[i].apply(resized, pixels);
          for (int k = 0; k < clip.length; k++) {
            if (clip[k] == index) {
              batch.put(row, views[i], k, rgb);
            }
          }
        }
      }
    }
  }
}
