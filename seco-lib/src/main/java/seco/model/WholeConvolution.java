package seco.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;

/** One convolution over time and space together: R3D's. */
final class WholeConvolution extends NamedBlock implements ClipPart {
  private final Block convolution;
  private final int outputChannels;
  private final Shape stride;

  WholeConvolution(int inputChannels, int outputChannels, Shape kernel, Shape stride) {
    this.outputChannels = outputChannels;
    this.stride = stride;
    convolution =
        child(
            "temporal_spatial_conv",
            Layers.convolution(outputChannels, kernel, stride, false),
            inputChannels);
  }

  @Override
  NDArray compute(Pass pass, NDArray x) {
    return pass.through(convolution, x);
  }

  @Override
  public void follow(ClipWalk walk) {
    walk.convolution(outputChannels, stride);
  }

  @Override
  Shape outputShape(Shape input) {
    return ClipConvolution.strided(input, outputChannels, stride);
  }
}
