package seco.pretrain;

import seco.InputException;
import seco.augment.DualVarAugmentation;
import seco.sample.CentredClips;

/**
 * The clips that the network sees.
 *
 * @param frames which frames
 * @param pixels edge of a frame
 * @param augmentation what happens to them
 */
public record DualVarClipConfig(CentredClips frames, int pixels, DualVarAugmentation augmentation) {
  public DualVarClipConfig {
    if (pixels < 1 || pixels > Math.min(augmentation.width(), augmentation.height())) {
      throw new InputException(
          "crops of %d pixels do not fit into frames of %d x %d"
              .formatted(pixels, augmentation.width(), augmentation.height()));
    }
  }
}
