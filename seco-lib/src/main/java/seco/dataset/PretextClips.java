package seco.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import seco.InputException;
import seco.augment.DualVarAugmentation;
import seco.augment.DualVarDraw;
import seco.dataset.ClipFiller.Shown;
import seco.dataset.ClipFiller.View;
import seco.run.Seeds;
import seco.sample.CentredClips;
import seco.sample.OrderedClips;
import seco.video.FrameStore;

/**
 * The clips of pretext tasks: as long, as far apart and as much changed as {@link DualVarClips},
 * and drawn as these are.
 */
public final class PretextClips implements ClipSource {
  private final ClipFiller filler;
  private final ClipFiller.Drawing drawing;
  private final int views;
  private final int length;

  private PretextClips(ClipFiller filler, ClipFiller.Drawing drawing, int views, int length) {
    this.filler = filler;
    this.drawing = drawing;
    this.views = views;
    this.length = length;
  }

  /**
   * One clip of each video: that which is DualVar's first.
   *
   * @param batchSize videos in a batch, at most the store's
   * @param pixels edge of a frame, at most the augmentation's width and height
   * @throws InputException if the store has fewer videos than a batch
   */
  public static PretextClips single(
      FrameStore store,
      CentredClips sampler,
      DualVarAugmentation augmentation,
      int batchSize,
      int pixels,
      Seeds seeds) {
    return new PretextClips(
        new ClipFiller(store, augmentation, batchSize, pixels, seeds),
        (frames, random) -> {
          int[] clip = sampler.sample(frames, random).first();
          DualVarDraw draw = DualVarDraw.first(augmentation, pixels, random);
          return List.of(new Shown(clip, List.of(new View(0, draw))));
        },
        1,
        sampler.length());
  }

  /**
   * Three clips of each video in the order of time, each changed otherwise, so that no colour or
   * place that they share tells which follows which.
   *
   * @param batchSize videos in a batch, at most the store's
   * @param pixels edge of a frame, at most the augmentation's width and height
   * @throws InputException if the store has fewer videos than a batch, or a video of it less than a
   *     frame for each clip
   */
  public static PretextClips ordered(
      FrameStore store,
      OrderedClips sampler,
      DualVarAugmentation augmentation,
      int batchSize,
      int pixels,
      Seeds seeds) {
    for (int video = 0; video < store.size(); video++) {
      if (store.video(video).frames() < OrderedClips.CLIPS) {
        throw new InputException(
            "%s: %s has %d frames, less than one for each of %d clips"
                .formatted(
                    store.folder(),
                    store.video(video).path(),
                    store.video(video).frames(),
                    OrderedClips.CLIPS));
      }
    }
    return new PretextClips(
        new ClipFiller(store, augmentation, batchSize, pixels, seeds),
        (frames, random) -> {
          List<Shown> shown = new ArrayList<>();
          for (int[] clip : sampler.sample(frames, random)) {
            DualVarDraw draw = DualVarDraw.strong(augmentation, pixels, random);
            shown.add(new Shown(clip, List.of(new View(shown.size(), draw))));
          }
          return shown;
        },
        OrderedClips.CLIPS,
        sampler.length());
  }

  @Override
  public int stepsPerEpoch() {
    return filler.stepsPerEpoch();
  }

  @Override
  public ClipBatch newBatch() {
    return new ClipBatch(filler.batchSize(), views, length, filler.pixels());
  }

  @Override
  public void fill(long step, ClipBatch batch) throws IOException {
    filler.fill(step, batch, drawing);
  }
}
