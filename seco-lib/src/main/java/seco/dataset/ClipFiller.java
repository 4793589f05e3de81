package seco.dataset;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import seco.InputException;
import seco.augment.DualVarAugmentation;
import seco.augment.DualVarDraw;
import seco.augment.Geometry;
import seco.run.Seeds;
import seco.video.FrameStore;

/**
 * Writes clips of a frame store's videos into batches: every epoch in a new order, every clip drawn
 * from the stream of its step and row, so that a step's batch depends on nothing but the seed.
 */
final class ClipFiller {
  private final FrameStore store;
  private final DualVarAugmentation augmentation;
  private final int batchSize;
  private final int pixels;
  private final Seeds seeds;
  private final FrameCache frames;

  /** What is shown of a video. */
  @FunctionalInterface
  interface Drawing {
    List<Shown> draw(int frames, RandomGenerator random);
  }

  /**
   * A clip.
   *
   * @param clip its frames
   * @param views where it stands in the batch, each time changed otherwise
   */
  record Shown(int[] clip, List<View> views) {}

  /** A view of the batch, and how its clip is changed. */
  record View(int view, DualVarDraw draw) {}

  /**
   * @param batchSize videos in a batch, at most the store's
   * @param pixels edge of a frame, at most the augmentation's width and height
   * @throws InputException if the store has fewer videos than a batch
   */
  ClipFiller(
      FrameStore store, DualVarAugmentation augmentation, int batchSize, int pixels, Seeds seeds) {
    this(store, augmentation, batchSize, pixels, seeds, FrameCache.usualBytes());
  }

  /**
   * @param keptBytes that decoded frames may take together
   */
  ClipFiller(
      FrameStore store,
      DualVarAugmentation augmentation,
      int batchSize,
      int pixels,
      Seeds seeds,
      double keptBytes) {
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
    this.augmentation = augmentation;
    this.batchSize = batchSize;
    this.pixels = pixels;
    this.seeds = seeds;
    frames = new FrameCache(store, edge, keptBytes);
  }

  int stepsPerEpoch() {
    return store.size() / batchSize;
  }

  int batchSize() {
    return batchSize;
  }

  int pixels() {
    return pixels;
  }

  void fill(long step, ClipBatch batch, Drawing drawing) throws IOException {
    long epoch = step / stepsPerEpoch();
    int start = (int) (step % stepsPerEpoch()) * batchSize;
    int[] order = seeds.permutation(store.size(), "order", epoch);
    for (int row = 0; row < batchSize; row++) {
      int video = order[start + row];
      batch.name(row, store.video(video).path());
      RandomGenerator random = seeds.stream("clip", step, row);
      for (Shown shown : drawing.draw(store.video(video).frames(), random)) {
        put(batch, row, video, shown);
      }
    }
  }

  /** Views of one clip: a frame is decoded once for all of them. */
  private void put(ClipBatch batch, int row, int video, Shown shown) throws IOException {
    int[] clip = shown.clip();
    for (int index : Arrays.stream(clip).distinct().toArray()) {
      try (Mat frame = frames.mat(video, index);
          Mat resized = Geometry.resize(frame, augmentation.width(), augmentation.height())) {
        for (View view : shown.views()) {
          byte[] rgb = view.draw().apply(resized, pixels);
          for (int k = 0; k < clip.length; k++) {
            if (clip[k] == index) {
              batch.put(row, view.view(), k, rgb);
            }
          }
        }
      }
    }
  }
}
