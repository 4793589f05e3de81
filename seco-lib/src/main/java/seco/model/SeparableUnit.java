package seco.model;

import static ai.djl.nn.Activation.relu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;

/** S3D's convolution over space and then one over time, each with batch norm and ReLU. */
final class SeparableUnit extends NamedBlock implements ClipPart {
  private final Block space;
  private final Block time;
  private final Block spaceNorm;
  private final Block timeNorm;
  private final int outputs;
  private final Shape stride;

  /**
   * @param kernel in space and in time, odd
   * @param stride in space and in time
   */
  SeparableUnit(int inputs, int outputs, int kernel, int stride) {
    this.outputs = outputs;
    this.stride = new Shape(stride, stride, stride);
    space =
        child(
            "conv1",
            Layers.convolution(
                outputs, new Shape(1, kernel, kernel), new Shape(1, stride, stride), false),
            inputs);
    time =
        child(
            "conv2",
            Layers.convolution(outputs, new Shape(kernel, 1, 1), new Shape(stride, 1, 1), false),
            outputs);
    spaceNorm = child("bn1", Layers.batchNorm(), outputs);
    timeNorm = child("bn2", Layers.batchNorm(), outputs);
  }

  @Override
  NDArray compute(Pass pass, NDArray x) {
    NDArray y = relu(pass.through(spaceNorm, pass.through(space, x)));
    return relu(pass.through(timeNorm, pass.through(time, y)));
  }

  @Override
  public void follow(ClipWalk walk) {
    walk.convolution(outputs, new Shape(1, stride.get(1), stride.get(2)));
    walk.norm();
    walk.activation();
    walk.convolution(outputs, new Shape(stride.get(0), 1, 1));
    walk.norm();
    walk.activation();
  }

  @Override
  Shape outputShape(Shape input) {
    return ClipConvolution.strided(input, outputs, stride);
  }
}
