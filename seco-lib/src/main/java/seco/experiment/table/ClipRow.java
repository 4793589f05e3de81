package seco.experiment.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import seco.finetune.ClipTuningConfig;
import seco.model.ClipTrunkConfig.Kind;
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarFlavour;

/** The rows of the tables whose networks see clips and are trained. */
enum ClipRow {
  MOCO_UCF101("dualvar-moco-ucf101", DualVarFlavour.MOCO, PaperData.UCF101),
  SIMCLR_UCF101("dualvar-simclr-ucf101", DualVarFlavour.SIMCLR, PaperData.UCF101),
  SIMCLR_K400("dualvar-simclr-k400", DualVarFlavour.SIMCLR, PaperData.KINETICS),
  /**
   * Table 5's. Neither flavour nor videos stand in the table; the abstract names its R@1 beside the
   * fine-tuning of the network that was pretrained on Kinetics.
   */
  RETRIEVING("dualvar", DualVarFlavour.SIMCLR, PaperData.KINETICS),
  /** SeCo's Tables 2 and 3: quarter turns of clips, of Kinetics as in its own paper. */
  ROTNET3D("3drotnet", DualVarFlavour.ROTNET3D, PaperData.KINETICS),
  /**
   * SeCo's Table 3: the order of three clips, of UCF101 as in its own paper. The printed numbers
   * are those of an R(2+1)D; here it is an R3D, as for 3DRotNet.
   */
  CLIP_ORDER("cliporder", DualVarFlavour.CLIP_ORDER, PaperData.UCF101);

  private final String id;
  private final DualVarFlavour flavour;
  private final PaperData videos;

  ClipRow(String id, DualVarFlavour flavour, PaperData videos) {
    this.id = id;
    this.flavour = flavour;
    this.videos = videos;
  }

  /** Whether the network of a row sees clips. */
  static boolean isOfClips(PaperRow row) {
    return Arrays.stream(values()).anyMatch(known -> known.id.equals(row.id()));
  }

  /**
   * Whether a cell is of the first split alone: all of DualVar's, and a network of clips on the
   * data set of whose first split its pretraining has learned, for other splits test what that has
   * seen.
   */
  static boolean isOnFirstSplit(PaperCell cell) {
    return cell.table().isOfClips()
        || (cell.table() == PaperTable.TABLE3
            && isOfClips(cell.row())
            && of(cell.row()).videos == PaperData.of(cell.videos()));
  }

  static ClipRow of(PaperRow row) {
    return Arrays.stream(values())
        .filter(known -> known.id.equals(row.id()))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(row.id()));
  }

  /** Of what its pretraining learns. */
  PaperData videos() {
    return videos;
  }

  /** The settings of its pretraining; pretext tasks are learned by an R3D at every size. */
  DualVarConfig pretraining(String preset, long seed) {
    DualVarConfig config = DualVarConfig.preset(preset, flavour).with(Map.of("seed", seed));
    return flavour.isContrast() ? config : config.with(Map.of("trunk.kind", Kind.R3D));
  }

  /**
   * The settings of its fine-tuning, DualVar's for every row: after Kinetics its authors let it
   * learn for longer.
   */
  ClipTuningConfig tuning(String preset, long seed) {
    ClipTuningConfig config =
        ClipTuningConfig.preset(preset)
            .with(Map.of("seed", seed, "trunk", pretraining(preset, seed).trunk()));
    return preset.equals("paper") && videos == PaperData.KINETICS
        ? config.with(Map.of("descent.epochs", 150, "descent.drops", List.of(50, 100)))
        : config;
  }
}
