package seco.pretrain;

/** Against what DualVar's contrasts are taken. */
public enum DualVarFlavour {
  /** The other clips of the batch. */
  SIMCLR,
  /** A memory of a slow encoder's keys. */
  MOCO
}
