package seco.pretrain;

import seco.InputException;
import seco.augment.AugmentationConfig;

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
}
