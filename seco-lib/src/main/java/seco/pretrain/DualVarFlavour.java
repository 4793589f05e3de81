package seco.pretrain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is asked of clips: DualVar's contrasts, or in their place a task of other authors. */
public enum DualVarFlavour {
  /** The contrasts, against the other clips of the batch. */
  SIMCLR,
  /** The contrasts, against a memory of a slow encoder's keys. */
  MOCO,
  /** By how many quarter turns a clip is rotated: 3DRotNet. */
  ROTNET3D,
  /** In which order three clips of a video are shown: ClipOrder, also called VCOP. */
  CLIP_ORDER;

  /**
   * Whether it is DualVar; else it is a pretext task, to which contrasts and segments are nothing.
   */
  public boolean isContrast() {
    return this == SIMCLR || this == MOCO;
  }

  /** Those that are DualVar's, or those that are not. */
  public static List<DualVarFlavour> all(boolean contrasts) {
    return Arrays.stream(values()).filter(flavour -> flavour.isContrast() == contrasts).toList();
  }

  /** Its name, as in {@code clip-order}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
