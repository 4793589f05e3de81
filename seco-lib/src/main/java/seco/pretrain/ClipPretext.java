package seco.pretrain;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import seco.dataset.ClipSource;
import seco.model.PretextHead;
import seco.run.Seeds;
import seco.video.FrameStore;

/** A task on clips that is solved by choosing among classes: no pairs of clips, no memory. */
sealed interface ClipPretext permits RotNet3d, ClipOrder {
  /** The task that stands in place of DualVar's contrasts. */
  static Optional<ClipPretext> of(DualVarFlavour flavour) {
    return switch (flavour) {
      case SIMCLR, MOCO -> Optional.empty();
      case ROTNET3D -> Optional.of(new RotNet3d());
      case CLIP_ORDER -> Optional.of(new ClipOrder());
    };
  }

  /**
   * What is asked of a batch.
   *
   * @param clips for the trunk (M V, 3, T, H, W), those of an answer one after the other
   * @param answers the right class of each (M)
   */
  record Question(NDArray clips, NDArray answers) {}

  /** The clips of a store's videos of which it is asked. */
  ClipSource source(DualVarConfig config, FrameStore store);

  /** Clips that are drawn of a video. */
  int views();

  /** Clips of a video that pass through the trunk. */
  int clips();

  /** Of how many clips the features go into one answer, V. */
  int together();

  /** How their features are brought together. */
  PretextHead.Form form();

  /** Among how many classes is chosen. */
  int classes();

  /**
   * The question of a step.
   *
   * @param views each (N, 3, T, H, W)
   */
  Question ask(List<NDArray> views, Seeds seeds, long step);
}
