package seco.track;

/**
 * Which pairs a head learns from, and what is changed about them.
 *
 * @param perSequence pairs of each sequence in an epoch
 * @param searchPixels edge of the search pictures
 * @param augmentation how pictures are varied
 * @param interpolations whether the way in which pictures are resized is drawn too
 * @param freshEpochs epochs that draw pairs anew; those after them repeat these pairs, whose maps
 *     are kept; 0 for all
 */
public record TrainingPairConfig(
    int perSequence,
    int searchPixels,
    Augmentation augmentation,
    boolean interpolations,
    int freshEpochs) {
  /** What is varied. */
  public enum Augmentation {
    /** As siamfc-pytorch: a stretch, then a shift of some pixels that the labels do not follow. */
    STRETCH_AND_SHIFT,
    /** As vince: a stretch, a larger shift that the labels follow, and mirrored pictures. */
    MOVED_LABELS
  }

  public TrainingPairConfig {
    Bounds.require("training.pairs.perSequence", perSequence, 1, 1_000_000);
    Bounds.require("training.pairs.searchPixels", searchPixels, 16, 1024);
    Bounds.require("training.pairs.freshEpochs", freshEpochs, 0, 1_000_000);
  }
}
