package seco.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.augment.Augmenter;
import seco.augment.ColourDraw;
import seco.augment.Patch;
import seco.run.Seeds;
import seco.sample.AnchoredTuple;
import seco.sample.FrameTuple;
import seco.sample.SequenceSampler;
import seco.sample.StillTuple;
import seco.sample.TupleSampler;
import seco.video.FrameStore;
import seco.video.StoredVideo;

/**
 * Patches of the videos of a frame store: every epoch in a new order, every patch drawn from the
 * stream of its step and row, so that a step's batch depends on nothing but the seed.
 */
public final class VideoPatches implements BatchSource<PatchBatch> {
  private final FrameStore store;
  private final TupleSampler sampler;
  private final Augmenter augmenter;
  private final int batchSize;
  private final int pixels;
  private final Seeds seeds;
  private final ColourPlace colourPlace;
  private final FrameCache frames;

  /**
   * Patches that get their colours on the loader threads.
   *
   * @param sampler chooses the frames of a sequence; null for two patches of one random frame
   */
  public VideoPatches(
      FrameStore store,
      @Nullable SequenceSampler sampler,
      Augmenter augmenter,
      int batchSize,
      int pixels,
      Seeds seeds) {
    this(
        store,
        sampler == null ? new StillTuple(2) : new AnchoredTuple(sampler),
        augmenter,
        batchSize,
        pixels,
        seeds,
        ColourPlace.LOADER);
  }

  /**
   * @param sampler chooses the frames of each video
   * @param batchSize videos in a batch, at most the store's
   * @param pixels edge of a patch
   * @param colourPlace where patches get their colours
   * @throws InputException if the store has fewer videos than a batch, or a video too few frames
   */
  public VideoPatches(
      FrameStore store,
      TupleSampler sampler,
      Augmenter augmenter,
      int batchSize,
      int pixels,
      Seeds seeds,
      ColourPlace colourPlace) {
    this.store = store;
    this.sampler = sampler;
    this.augmenter = augmenter;
    this.batchSize = batchSize;
    this.pixels = pixels;
    this.seeds = seeds;
    this.colourPlace = colourPlace;
    frames = new FrameCache(store, FrameSize.edgeFor(pixels));
    requireVideos();
  }

  private void requireVideos() {
    if (store.size() < batchSize) {
      throw new InputException(
          store.folder() + ": " + store.size() + " videos do not fill a batch of " + batchSize);
    }
    int least = sampler.minimumFrames();
    for (StoredVideo video : store.videos()) {
      if (video.frames() < least) {
        throw new InputException(
            video.path() + ": " + video.frames() + " frames, sampling needs at least " + least);
      }
    }
  }

  /** Steps in an epoch; videos that fill no batch wait for the next epoch's order. */
  public int stepsPerEpoch() {
    return store.size() / batchSize;
  }

  @Override
  public PatchBatch newBatch() {
    int keys = sampler.size() - sampler.queries();
    return new PatchBatch(batchSize, pixels, sampler.queries(), keys, colourPlace);
  }

  @Override
  public void fill(long step, PatchBatch batch) throws IOException {
    long epoch = step / stepsPerEpoch();
    int first = (int) (step % stepsPerEpoch()) * batchSize;
    int[] order = seeds.permutation(store.size(), "order", epoch);
    for (int row = 0; row < batchSize; row++) {
      RandomGenerator random = seeds.stream("patch", step, row);
      int video = order[first + row];
      StoredVideo from = store.video(video);
      FrameTuple chosen = sampler.sample(from.frames(), from.label(), random);
      batch.put(row, from.path(), chosen.answer(), patches(video, chosen.frames(), random));
    }
  }

  /** A patch of each frame; one that is shown several times in a row is read once. */
  private List<Patch> patches(int video, List<Integer> shown, RandomGenerator random)
      throws IOException {
    List<Patch> patches = new ArrayList<>();
    while (patches.size() < shown.size()) {
      int frame = shown.get(patches.size());
      try (Mat picture = frames.mat(video, frame)) {
        do {
          patches.add(patch(picture, random));
        } while (patches.size() < shown.size() && shown.get(patches.size()) == frame);
      }
    }
    return patches;
  }

  private Patch patch(Mat picture, RandomGenerator random) {
    return switch (colourPlace) {
      case LOADER -> new Patch(augmenter.augment(picture, random), ColourDraw.NONE);
      case DEVICE -> augmenter.cut(picture, random);
    };
  }
}
