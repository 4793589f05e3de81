package seco.dataset;

/** Clips for a training, batch after batch. */
public interface ClipSource extends BatchSource<ClipBatch> {
  /** Steps in an epoch; videos that fill no batch wait for the next epoch's order. */
  int stepsPerEpoch();
}
