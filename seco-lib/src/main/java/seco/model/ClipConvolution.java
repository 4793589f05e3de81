package seco.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;

/** How a network for clips carries out a convolution over time and space. */
@FunctionalInterface
interface ClipConvolution {
  /** One pixel of one frame. */
  Shape ONE = new Shape(1, 1, 1);

  /**
   * A convolution without bias, padded so that stride 1 keeps the size.
   *
   * @param kernel (t, h, w), odd
   * @param stride (t, h, w)
   */
  NamedBlock of(int inputChannels, int outputChannels, Shape kernel, Shape stride);

  /** Leads a clip's shape through a convolution that was made here. */
  static void follow(Block convolution, ClipWalk walk) {
    ((ClipPart) convolution).follow(walk);
  }

  /** Shape of a padded convolution's output (N, C, T, H, W). */
  static Shape strided(Shape input, int channels, Shape stride) {
    return new Shape(
        input.get(0),
        channels,
        (input.get(2) + stride.get(0) - 1) / stride.get(0),
        (input.get(3) + stride.get(1) - 1) / stride.get(1),
        (input.get(4) + stride.get(2) - 1) / stride.get(2));
  }
}
