package seco.model;

import ai.djl.ndarray.NDArray;
import seco.tensor.Gradients;

/** A pass that keeps everything which its gradient needs. */
final class RecordedPass implements TrunkPass {
  private final NDArray recorded;
  private final NDArray features;

  RecordedPass(SecoEncoder encoder, NDArray images) {
    recorded = Gradients.recorded(() -> encoder.features(images, true));
    features = recorded.stopGradient();
  }

  @Override
  public NDArray features() {
    return features;
  }

  @Override
  public void backward(NDArray gradient) {
    Gradients.backward(recorded, gradient);
  }
}
