package seco.finetune;

import seco.InputException;
import seco.augment.AugmentationConfig;
import seco.augment.Augmenter;
import seco.dataset.SegmentPatches;
import seco.run.Seeds;
import seco.video.FrameStore;

/**
 * What the network is shown of a video.
 *
 * @param segments a frame of each
 * @param pixels edge of a patch
 * @param augmentation by one draw for all frames of a video
 */
public record SegmentConfig(int segments, int pixels, AugmentationConfig augmentation) {
  public SegmentConfig {
    if (segments < 1 || segments > 1000) {
      throw new InputException("segments " + segments + ": must lie in 1..1000");
    }
    if (pixels < 16 || pixels > 1024) {
      throw new InputException("patches of " + pixels + " pixels: must lie in 16..1024");
    }
  }

  /** The training patches of a store's videos. */
  SegmentPatches of(FrameStore store, int batchSize, Seeds seeds) {
    Augmenter augmenter = new Augmenter(augmentation, pixels);
    return new SegmentPatches(store, segments, augmenter, batchSize, pixels, seeds);
  }
}
