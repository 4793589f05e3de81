package seco.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;

/** DJL's layers with PyTorch's settings. */
final class Layers {
  private Layers() {}

  /** A convolution without bias, padded so that stride 1 keeps the size. */
  static Conv2d convolution(int outputChannels, int kernel, int stride, int dilation) {
    long padding = (long) dilation * (kernel - 1) / 2;
    return Conv2d.builder()
        .setFilters(outputChannels)
        .setKernelShape(new Shape(kernel, kernel))
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(padding, padding))
        .optDilation(new Shape(dilation, dilation))
        .optBias(false)
        .build();
  }

  /**
   * A convolution over time and space, padded so that stride 1 keeps the size.
   *
   * @param kernel odd sizes (t, h, w)
   * @param stride (t, h, w)
   */
  static Conv3d convolution(int outputChannels, Shape kernel, Shape stride, boolean bias) {
    return Conv3d.builder()
        .setFilters(outputChannels)
        .setKernelShape(kernel)
        .optStride(stride)
        .optPadding(new Shape(kernel.get(0) / 2, kernel.get(1) / 2, kernel.get(2) / 2))
        .optBias(bias)
        .build();
  }

  /** Batch normalisation; DJL's momentum 0.9 is PyTorch's 0.1. */
  static BatchNorm batchNorm() {
    return BatchNorm.builder().optEpsilon(1e-5f).optMomentum(0.9f).build();
  }

  static Linear linear(int outputs) {
    return Linear.builder().setUnits(outputs).build();
  }

  /** An input shape with which the block can be initialised; only its channels matter. */
  static Shape inputShape(Block block, int channels) {
    if (block instanceof Linear || block instanceof Head || block instanceof SegmentHead) {
      return new Shape(1, channels);
    }
    return block instanceof Conv3d ? new Shape(1, channels, 8, 8, 8) : new Shape(1, channels, 8, 8);
  }
}
