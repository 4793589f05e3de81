package seco.checkpoint;

import java.util.Set;

/** Whose checkpoint it is, by the names in it. */
public enum CheckpointKind {
  /** A residual network with one linear classifier, as torchvision publishes. */
  TORCHVISION("torchvision"),
  /** MoCo with one linear layer after the trunk. */
  MOCO_V1("MoCo v1"),
  /** MoCo with an MLP head. */
  MOCO_V2("MoCo v2"),
  /** SeCo as the authors save it. */
  SECO("SeCo"),
  /** A pretraining of this project. */
  RUN("SeCo run"),
  STATE_DICT("plain state dict");

  private final String title;

  CheckpointKind(String title) {
    this.title = title;
  }

  /** The kind of a file with these tensors. */
  public static CheckpointKind of(Set<String> names) {
    String prefix = NetworkPrefix.of(names).orElse("");
    if (prefix.equals("encoder.")
        && (names.contains("momentum.conv1.weight") || names.contains("pretext.fc.weight"))) {
      return RUN;
    }
    if (names.contains(prefix + "fc_inter.0.weight")) {
      return SECO;
    }
    if (names.contains(prefix + "fc.0.weight") && names.contains(prefix + "fc.2.weight")) {
      return MOCO_V2;
    }
    boolean oneLayer = names.contains(prefix + "fc.weight");
    if (oneLayer && prefix.endsWith(NetworkPrefix.QUERY)) {
      return MOCO_V1;
    }
    boolean residual = names.contains(prefix + "layer1.0.conv1.weight");
    return oneLayer && residual ? TORCHVISION : STATE_DICT;
  }

  /** The kind's name for people. */
  @Override
  public String toString() {
    return title;
  }
}
