package seco.experiment.table;

/** With which weights the pretraining of a table's row begins. */
public enum StartWeights {
  /** Those of a file or run: MoCo's on ImageNet, as the paper says for its ResNet-50. */
  WEIGHTS,
  /** Those of MoCo on the lab's stills, in the place of ImageNet. */
  STILLS,
  /** None. */
  RANDOM
}
