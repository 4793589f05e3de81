package seco.pretrain;

import seco.InputException;
import seco.augment.AugmentationConfig;
import seco.augment.Augmenter;
import seco.dataset.VideoPatches;
import seco.run.Seeds;
import seco.video.FrameStore;

/**
 * What the network is shown.
 *
 * @param pixels edge of a patch
 * @param sampling which frames of a video
 * @param augmentation what happens to them
 */
public record PatchConfig(int pixels, Sampling sampling, AugmentationConfig augmentation) {
  public PatchConfig {
    if (pixels < 16 || pixels > 1024) {
      throw new InputException("patches of " + pixels + " pixels: must lie in 16..1024");
    }
  }

  /**
   * The patches of a store's videos.
   *
   * @param sequences whether each video gives three frames, rather than one
   */
  VideoPatches of(FrameStore store, boolean sequences, int batchSize, Seeds seeds) {
    return new VideoPatches(
        store,
        sequences ? sampling.sampler() : null,
        new Augmenter(augmentation, pixels),
        batchSize,
        pixels,
        seeds);
  }
}
