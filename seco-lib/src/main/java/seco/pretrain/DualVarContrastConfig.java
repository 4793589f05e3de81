package seco.pretrain;

import seco.InputException;
import seco.loss.DualVarWeights;
import seco.sample.SegmentOrder;

/**
 * DualVar's objective.
 *
 * @param weights of the terms
 * @param temperature of the contrast of clips
 * @param segmentTemperature of the temporal-coherent contrast
 * @param scale of the shuffle-rank loss
 * @param clamp of the shuffle-rank loss
 * @param order in which segments are shuffled
 * @param memorySize rows of the memory, in the MoCo flavour
 * @param momentum of the slow encoder, in the MoCo flavour
 */
public record DualVarContrastConfig(
    DualVarWeights weights,
    double temperature,
    double segmentTemperature,
    double scale,
    boolean clamp,
    SegmentOrder order,
    int memorySize,
    double momentum) {
  public DualVarContrastConfig {
    if (!(temperature > 0 && segmentTemperature > 0 && scale > 0)) {
      throw new InputException(
          "temperatures %s and %s, scale %s: must be above 0"
              .formatted(temperature, segmentTemperature, scale));
    }
    if (memorySize < 1 || !(momentum >= 0 && momentum <= 1)) {
      throw new InputException(
          "a memory of %d rows, momentum %s: out of range".formatted(memorySize, momentum));
    }
  }

  /** The same with other weights. */
  DualVarContrastConfig withWeights(DualVarWeights weights) {
    return new DualVarContrastConfig(
        weights, temperature, segmentTemperature, scale, clamp, order, memorySize, momentum);
  }
}
