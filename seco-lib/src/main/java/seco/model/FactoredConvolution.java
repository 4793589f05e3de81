package seco.model;

import static ai.djl.nn.Activation.relu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;

/**
 * A convolution over space, batch norm, ReLU, and a convolution over time: R(2+1)D's. Between the
 * two are as many channels as give it about the weights of the whole convolution.
 */
final class FactoredConvolution extends NamedBlock implements ClipPart {
  private final Block space;
  private final Block norm;
  private final Block time;
  private final int between;
  private final int outputChannels;
  private final Shape stride;

  FactoredConvolution(int inputChannels, int outputChannels, Shape kernel, Shape stride) {
    this.outputChannels = outputChannels;
    this.stride = stride;
    between = channelsBetween(inputChannels, outputChannels, kernel);
    Shape overSpace = new Shape(1, kernel.get(1), kernel.get(2));
    Shape stepsInSpace = new Shape(1, stride.get(1), stride.get(2));
    space =
        child(
            "spatial_conv",
            Layers.convolution(between, overSpace, stepsInSpace, false),
            inputChannels);
    norm = child("bn", Layers.batchNorm(), between);
    time =
        child(
            "temporal_conv",
            Layers.convolution(
                outputChannels,
                new Shape(kernel.get(0), 1, 1),
                new Shape(stride.get(0), 1, 1),
                false),
            between);
  }

  /** M = floor(t h w in out / (h w in + t out)), at least 1. */
  static int channelsBetween(long inputs, long outputs, Shape kernel) {
    long t = kernel.get(0);
    long area = kernel.get(1) * kernel.get(2);
    long between = t * area * inputs * outputs / (area * inputs + t * outputs);
    return Math.toIntExact(Math.max(1, between));
  }

  @Override
  NDArray compute(Pass pass, NDArray x) {
    return pass.through(time, relu(pass.through(norm, pass.through(space, x))));
  }

  @Override
  public void follow(ClipWalk walk) {
    walk.convolution(between, new Shape(1, stride.get(1), stride.get(2)));
    walk.norm();
    walk.activation();
    walk.convolution(outputChannels, new Shape(stride.get(0), 1, 1));
  }

  @Override
  Shape outputShape(Shape input) {
    return ClipConvolution.strided(input, outputChannels, stride);
  }
}
