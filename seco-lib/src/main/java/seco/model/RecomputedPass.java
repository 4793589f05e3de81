package seco.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;

/**
 * Gradient checkpointing by stage: a pass that keeps only what enters the stem and each stage, and
 * computes a stage once more when its gradient is taken. It costs a second forward pass and holds
 * the record of one stage at a time. The gradient is the same.
 *
 * <p>T. Chen, B. Xu, C. Zhang and C. Guestrin, <i>Training Deep Nets with Sublinear Memory
 * Cost</i>, <a href="https://arxiv.org/abs/1604.06174">arXiv:1604.06174</a>.
 */
final class RecomputedPass implements TrunkPass {
  private final SecoEncoder encoder;
  private final List<NDArray> inputs = new ArrayList<>(); // of the stem and of each stage
  private final NDArray features;

  RecomputedPass(SecoEncoder encoder, NDArray images) {
    this.encoder = encoder;
    NDArray x = images;
    for (int part = 0; part < ResNet.PARTS; part++) {
      inputs.add(x);
      x = encoder.part(part, x);
    }
    features = Pool.globalAvgPool2d(x);
  }

  @Override
  public NDArray features() {
    return features;
  }

  @Override
  public void backward(NDArray gradient) {
    NDArray back = gradient;
    for (int part = ResNet.PARTS - 1; part >= 0; part--) {
      NDArray by = backward(part, back);
      if (back != gradient) {
        back.close();
      }
      back = by;
    }
  }

  /** The gradient by a part's input, from that by its output; of the images none is taken. */
  private NDArray backward(int part, NDArray gradient) {
    NDManager owner = inputs.get(part).getManager();
    NamedArrays statistics = encoder.statistics(part);
    try (NDManager scope = owner.newSubManager()) {
      NamedArrays before = statistics.copy(scope);
      NDArray input = part == 0 ? inputs.get(0) : Gradients.leaf(inputs.get(part));
      NDArray output = Gradients.recorded(() -> output(part, input));
      output.attach(scope);
      Gradients.backward(output, gradient);
      statistics.copyFrom(before); // this batch was counted in the first pass
      if (part == 0) {
        return gradient;
      }
      inputs.get(part).close(); // the images are the caller's, the maps are not
      input.attach(scope);
      NDArray back = Gradients.of(input).orElseThrow();
      back.attach(owner);
      return back;
    }
  }

  private NDArray output(int part, NDArray input) {
    NDArray map = encoder.part(part, input);
    return part == ResNet.PARTS - 1 ? Pool.globalAvgPool2d(map) : map;
  }
}
