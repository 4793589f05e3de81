package seco.contrast;

/** How the three keys of a batch pass through the momentum encoder. */
public enum KeyBatches {
  /** Three forward passes, each with its own batch-norm statistics, as the authors do. */
  SEPARATE,
  /** One pass for all keys; on small batches this keeps Intra from reading the statistics. */
  JOINT
}
