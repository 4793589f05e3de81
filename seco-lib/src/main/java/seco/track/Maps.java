package seco.track;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * The frozen maps of a batch of pairs.
 *
 * @param exemplars (B, D, h, w)
 * @param searches (B, D, H, W)
 * @param labels of their responses
 */
record Maps(NDArray exemplars, NDArray searches, float[] labels) {
  /** Computes the maps of batches. */
  record Maker(TrunkMap trunk, Patches.Scaling exemplars, Patches.Scaling searches, int cropRing) {
    static Maker of(NDManager owner, TrunkMap trunk, TrackConfig config) {
      SiamFcConfig siamFc = config.siamFc();
      int search = config.training().pairs().searchPixels();
      return new Maker(
          trunk,
          new Patches.Scaling(owner, siamFc.input(), siamFc.exemplarPixels()),
          new Patches.Scaling(owner, siamFc.input(), search),
          siamFc.cropRing());
    }

    /** The maps of a batch, which belong to {@code owner}; nothing else is left. */
    Maps of(NDManager owner, PairBatches.Batch batch) {
      return new Maps(
          map(owner, exemplars, batch.exemplars()),
          map(owner, searches, batch.searches()),
          batch.labels().clone());
    }

    private NDArray map(NDManager owner, Patches.Scaling scaling, Patches patches) {
      try (NDManager scope = owner.newSubManager()) {
        NDArray map = trunk.of(scaling.images(scope, patches));
        NDArray kept = TrunkMap.withoutRing(map, cropRing);
        kept.attach(owner);
        return kept;
      }
    }
  }
}
