package seco.finetune;

import seco.InputException;
import seco.augment.AugmentationConfig;
import seco.augment.Augmenter;
import seco.dataset.SegmentPatches;
import seco.run.Seeds;
import seco.run.WhenAbsent;
import seco.video.FrameStore;

/**
 * What the network is shown of a video.
 *
 * @param segments a frame of each
 * @param pixels edge of a patch
 * @param testRatio edge of a test's squares over that of a patch; the authors' is 8 / 7. Small
 *     networks read so much from the zeros beyond the rim of their maps that pictures of another
 *     size than they learned from are strange to them
 * @param augmentation by one draw for all frames of a video
 */
public record SegmentConfig(
    int segments,
    int pixels,
    @WhenAbsent("1.1428571428571428") double testRatio,
    AugmentationConfig augmentation) {
  /** The authors': 256 pixels for patches of 224. */
  static final double AUTHORS_RATIO = 8 / 7.0;

  public SegmentConfig {
    if (segments < 1 || segments > 1000) {
      throw new InputException("segments " + segments + ": must lie in 1..1000");
    }
    if (!(testRatio >= 0.5 && testRatio <= 4)) {
      throw new InputException("test ratio " + testRatio + ": must lie in 0.5..4");
    }
    if (pixels < 16 || pixels > 1024) {
      throw new InputException("patches of " + pixels + " pixels: must lie in 16..1024");
    }
  }

  /** Edge of the squares of a test. */
  int testPixels() {
    return (int) Math.round(pixels * testRatio);
  }

  /** The training patches of a store's videos. */
  SegmentPatches of(FrameStore store, int batchSize, Seeds seeds) {
    Augmenter augmenter = new Augmenter(augmentation, pixels);
    return new SegmentPatches(store, segments, augmenter, batchSize, pixels, seeds);
  }
}
