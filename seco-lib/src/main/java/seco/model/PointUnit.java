package seco.model;

import static ai.djl.nn.Activation.relu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;

/** S3D's 1x1x1 convolution with batch norm and ReLU. */
final class PointUnit extends NamedBlock implements ClipPart {
  private final Block convolution;
  private final Block norm;
  private final int outputs;

  PointUnit(int inputs, int outputs) {
    this.outputs = outputs;
    Block point = Layers.convolution(outputs, ClipConvolution.ONE, ClipConvolution.ONE, false);
    convolution = child("conv", point, inputs);
    norm = child("bn", Layers.batchNorm(), outputs);
  }

  @Override
  NDArray compute(Pass pass, NDArray x) {
    return relu(pass.through(norm, pass.through(convolution, x)));
  }

  @Override
  public void follow(ClipWalk walk) {
    walk.convolution(outputs, ClipConvolution.ONE);
    walk.norm();
    walk.activation();
  }

  @Override
  Shape outputShape(Shape input) {
    return ClipConvolution.strided(input, outputs, ClipConvolution.ONE);
  }
}
