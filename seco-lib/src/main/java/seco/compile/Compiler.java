package seco.compile;

import ai.djl.ndarray.NDManager;
import seco.model.SecoEncoder;
import seco.model.TrunkFunction;

/**
 * Compiles the trunks of encoders: {@code encoder.carryOutBy(new Compiler(precision))}.
 *
 * @param precision in which the trunk computes in training
 */
public record Compiler(Precision precision) implements TrunkFunction.Maker {
  @Override
  public TrunkFunction of(NDManager owner, SecoEncoder encoder) {
    return new LearningTrunk(owner, encoder, precision);
  }
}
