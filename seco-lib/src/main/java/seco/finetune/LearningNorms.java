package seco.finetune;

/** Which batch norms learn and take the statistics of their batches. */
public enum LearningNorms {
  /** The first alone, as in temporal segment networks; all others stay as they were pretrained. */
  FIRST,
  /** All of them, as an untrained network needs. */
  ALL
}
