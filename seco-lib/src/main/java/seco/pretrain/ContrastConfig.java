package seco.pretrain;

import seco.InputException;
import seco.OpenInPaper;
import seco.contrast.KeyBatches;
import seco.contrast.ReplicaStatistics;
import seco.loss.IntraFrameLoss;
import seco.run.WhenAbsent;

/**
 * The contrast.
 *
 * @param memorySize rows of the memory, K of Eq. (1)
 * @param momentum of the key encoder, alpha of Eq. (6)
 * @param temperature tau of Eq. (1) in the inter-frame task
 * @param intraTemperature tau in the intra-frame task; the paper uses one for both
 * @param intra the reading of Eq. (3)
 * @param keys how the keys pass through the key encoder
 * @param replicas R, the equal parts of a batch that have batch-norm statistics of their own, as on
 *     R devices, with the keys shuffled among them; 1 is one plain batch
 * @param statistics which running statistics of the replicas are kept
 */
public record ContrastConfig(
    int memorySize,
    double momentum,
    double temperature,
    double intraTemperature,
    IntraFrameLoss.Reading intra,
    @OpenInPaper KeyBatches keys,
    @OpenInPaper @WhenAbsent("1") int replicas,
    @OpenInPaper @WhenAbsent("FIRST") ReplicaStatistics statistics) {
  public ContrastConfig {
    if (memorySize < 1) {
      throw new InputException("memory of " + memorySize + " rows: must be at least 1");
    }
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new InputException("momentum " + momentum + ": must lie in 0..1");
    }
    if (!(temperature > 0 && intraTemperature > 0)) {
      throw new InputException(
          "temperatures " + temperature + ", " + intraTemperature + ": must be above 0");
    }
    if (replicas < 1) {
      throw new InputException("replicas " + replicas + ": must be at least 1");
    }
  }

  /** The contrast in one replica. */
  public ContrastConfig(
      int memorySize,
      double momentum,
      double temperature,
      double intraTemperature,
      IntraFrameLoss.Reading intra,
      KeyBatches keys) {
    this(
        memorySize,
        momentum,
        temperature,
        intraTemperature,
        intra,
        keys,
        1,
        ReplicaStatistics.FIRST);
  }

  /** Requires a batch to split into equal replicas of at least two rows. */
  void requireSplit(int batchSize) {
    if (batchSize % replicas != 0) {
      throw new InputException(
          "replicas %d: a batch of %d does not split into equal parts; choose a divisor"
              .formatted(replicas, batchSize));
    }
    if (batchSize / replicas < 2) {
      throw new InputException(
          "replicas %d of a batch of %d: batch norm needs at least 2 rows a replica"
              .formatted(replicas, batchSize));
    }
  }
}
