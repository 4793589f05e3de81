package seco.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.loss.DualVarWeights;
import seco.model.ClipTrunkConfig.Kind;
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarFlavour;

/**
 * The networks of DualVar's comparison: in both flavours the contrast of clips, and what is added;
 * DualVar without the clamp that its authors have in one flavour alone; two tasks of other authors
 * on the same network and videos, for as many steps; and DualVar on a network that does not mix
 * time.
 */
public enum DualVarRow {
  /** Random weights: strong where the videos are few. */
  RANDOM("random", DualVarFlavour.SIMCLR, null),
  /** Contrast of clips alone, within the batch. */
  SIMCLR("simclr", DualVarFlavour.SIMCLR, new DualVarWeights(1, 0, 0)),
  /** And shuffle-rank. */
  SIMCLR_SR("simclr+sr", DualVarFlavour.SIMCLR, new DualVarWeights(1, 0, 1)),
  /** And temporal coherence: DualVar. */
  SIMCLR_SR_TC("simclr+sr+tc", DualVarFlavour.SIMCLR, DualVarWeights.nominal()),
  /** DualVar without the clamp, so that the gradient stays where the ranking is most wrong. */
  SIMCLR_SR_TC_UNCLAMPED(
      "simclr+sr+tc-unclamped",
      DualVarFlavour.SIMCLR,
      DualVarWeights.nominal(),
      Map.of("contrast.clamp", false)),
  /** Contrast of clips alone, against a memory. */
  MOCO("moco", DualVarFlavour.MOCO, new DualVarWeights(1, 0, 0)),
  /** And shuffle-rank. */
  MOCO_SR("moco+sr", DualVarFlavour.MOCO, new DualVarWeights(1, 0, 1)),
  /** And temporal coherence: DualVar. */
  MOCO_SR_TC("moco+sr+tc", DualVarFlavour.MOCO, DualVarWeights.nominal()),
  /** By how many quarter turns a clip is rotated. */
  ROTNET3D("rotnet3d", DualVarFlavour.ROTNET3D, null),
  /** In which order three clips are shown. */
  CLIP_ORDER("clip-order", DualVarFlavour.CLIP_ORDER, null),
  /** DualVar on SeCo's network, frame by frame, with segments embedded apart. */
  SIMCLR_SR_TC_2D(
      "simclr+sr+tc-2d",
      DualVarFlavour.SIMCLR,
      DualVarWeights.nominal(),
      Map.of("trunk.kind", Kind.FRAMES));

  private final String label;
  private final DualVarFlavour flavour;
  private final @Nullable DualVarWeights weights; // null where nothing is contrasted
  private final Map<String, ?> own; // settings by path

  DualVarRow(String label, DualVarFlavour flavour, @Nullable DualVarWeights weights) {
    this(label, flavour, weights, Map.of());
  }

  DualVarRow(
      String label, DualVarFlavour flavour, @Nullable DualVarWeights weights, Map<String, ?> own) {
    this.label = label;
    this.flavour = flavour;
    this.weights = weights;
    this.own = own;
  }

  /** The name in records. */
  public String label() {
    return label;
  }

  /** Whether it is more than random weights. */
  public boolean isTrained() {
    return this != RANDOM;
  }

  /** Whether more of its settings are its own than the weights of the terms. */
  boolean isApart() {
    return !flavour.isContrast() || !own.isEmpty();
  }

  /**
   * The settings of its training; for random weights those of the network.
   *
   * @param changes to the preset, by path
   */
  DualVarConfig training(String preset, Map<String, ?> changes, long seed) {
    DualVarConfig base = DualVarConfig.preset(preset, flavour).with(Map.of("seed", seed));
    Map<String, Object> mine = new LinkedHashMap<>(own);
    if (weights != null) {
      mine.put("contrast.weights", weights);
    }
    DualVarConfig config = mine.isEmpty() ? base : base.with(mine);
    return changes.isEmpty() ? config : config.with(changes);
  }

  /**
   * The rows of some names, in their order.
   *
   * @throws InputException if there is no such row, or a name stands there twice
   */
  public static List<DualVarRow> named(List<String> labels) {
    List<DualVarRow> rows = new ArrayList<>();
    for (String label : labels) {
      DualVarRow named =
          Arrays.stream(values())
              .filter(row -> row.label.equals(label))
              .findFirst()
              .orElseThrow(
                  () -> new InputException("row '" + label + "': choose of " + allLabels()));
      if (rows.contains(named)) {
        throw new InputException("row '" + label + "': stands there twice");
      }
      rows.add(named);
    }
    return rows;
  }

  private static String allLabels() {
    return Arrays.stream(values()).map(DualVarRow::label).collect(Collectors.joining(", "));
  }
}
