package seco.pretrain;

import seco.InputException;
import seco.contrast.KeyBatches;
import seco.loss.IntraFrameLoss;

/**
 * The contrast.
 *
 * @param memorySize rows of the memory, K of Eq. (1)
 * @param momentum of the key encoder, alpha of Eq. (6)
 * @param temperature tau of Eq. (1) in the inter-frame task
 * @param intraTemperature tau in the intra-frame task; the paper uses one for both
 * @param intra the reading of Eq. (3)
 * @param keys how the keys pass through the key encoder
 */
public record ContrastConfig(
    int memorySize,
    double momentum,
    double temperature,
    double intraTemperature,
    IntraFrameLoss.Reading intra,
    KeyBatches keys) {
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
  }
}
