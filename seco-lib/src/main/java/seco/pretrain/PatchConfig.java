package seco.pretrain;

import seco.InputException;
import seco.augment.AugmentationConfig;
import seco.augment.Augmenter;
import seco.augment.Geometry;
import seco.dataset.ColourPlace;
import seco.dataset.VideoPatches;
import seco.run.Seeds;
import seco.sample.TupleSampler;
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
   * @param frames chooses those of each video
   * @param colour where patches get their colours
   */
  VideoPatches of(
      FrameStore store, TupleSampler frames, int batchSize, Seeds seeds, ColourPlace colour) {
    return new VideoPatches(
        store, frames, new Augmenter(augmentation, pixels), batchSize, pixels, seeds, colour);
  }

  /** Requires patches that are wider than a blur, which the device mirrors about a border once. */
  void requireRoomForBlur() {
    int radius = Geometry.blurRadius(augmentation.maximumSigma());
    if (radius >= pixels) {
      throw new InputException(
          ("colour DEVICE: a blur of sigma %s takes in %d pixels to each side, patches have %d;"
                  + " choose colour LOADER")
              .formatted(augmentation.maximumSigma(), radius, pixels));
    }
  }
}
