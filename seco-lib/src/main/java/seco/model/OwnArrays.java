package seco.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.Map;

/** Gives blocks other arrays than their parameters' own, where there are any. */
final class OwnArrays extends ParameterStore {
  private final Map<Parameter, NDArray> own;

  OwnArrays(NDManager manager, Map<Parameter, NDArray> own) {
    super(manager, false);
    this.own = own;
  }

  @Override
  public NDArray getValue(Parameter parameter, Device device, boolean training) {
    NDArray array = own.get(parameter);
    return array != null ? array : super.getValue(parameter, device, training);
  }
}
