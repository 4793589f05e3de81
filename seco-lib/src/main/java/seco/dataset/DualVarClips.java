package seco.dataset;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import seco.InputException;
import seco.augment.DualVarAugmentation;
import seco.augment.DualVarDraw;
import seco.dataset.ClipFiller.Shown;
import seco.dataset.ClipFiller.View;
import seco.run.Seeds;
import seco.sample.CentredClips;
import seco.sample.ClipPair;
import seco.video.FrameStore;

/**
 * DualVar's clips of the videos of a frame store: every epoch in a new order, every clip drawn from
 * the stream of its step and row, so that a step's batch depends on nothing but the seed.
 */
public final class DualVarClips implements ClipSource {
  private final CentredClips sampler;
  private final DualVarAugmentation augmentation;
  private final ClipFiller filler;

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
    this(store, sampler, augmentation, batchSize, pixels, seeds, FrameCache.usualBytes());
  }

  /**
   * The same with a bound on the memory for decoded frames.
   *
   * @param keptBytes that they may take together; where not all of the store's fit they are decoded
   *     anew each time, a frame once for all views of its clip
   * @throws InputException if the store has fewer videos than a batch
   */
  public DualVarClips(
      FrameStore store,
      CentredClips sampler,
      DualVarAugmentation augmentation,
      int batchSize,
      int pixels,
      Seeds seeds,
      double keptBytes) {
    this.sampler = sampler;
    this.augmentation = augmentation;
    filler = new ClipFiller(store, augmentation, batchSize, pixels, seeds, keptBytes);
  }

  @Override
  public int stepsPerEpoch() {
    return filler.stepsPerEpoch();
  }

  @Override
  public ClipBatch newBatch() {
    return new ClipBatch(filler.batchSize(), ClipBatch.VIEWS, sampler.length(), filler.pixels());
  }

  @Override
  public void fill(long step, ClipBatch batch) throws IOException {
    filler.fill(step, batch, this::draw);
  }

  private List<Shown> draw(int frames, RandomGenerator random) {
    ClipPair clips = sampler.sample(frames, random);
    DualVarDraw first = DualVarDraw.first(augmentation, filler.pixels(), random);
    DualVarDraw second = DualVarDraw.strong(augmentation, filler.pixels(), random);
    DualVarDraw third = DualVarDraw.strong(augmentation, filler.pixels(), random);
    return List.of(
        new Shown(clips.first(), List.of(new View(0, first), new View(2, third))),
        new Shown(clips.second(), List.of(new View(1, second))));
  }
}
