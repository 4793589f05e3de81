package seco.model;

import static ai.djl.nn.Activation.relu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A residual block with its activation after the addition: two 3x3 convolutions, or a bottleneck of
 * 1x1, 3x3 and 1x1 with the stride on the 3x3.
 *
 * <p>K. He, X. Zhang, S. Ren and J. Sun, <i>Deep Residual Learning for Image Recognition</i>, CVPR
 * 2016.
 */
final class ResidualBlock extends NamedBlock {
  private final List<Block> convolutions = new ArrayList<>();
  private final List<Block> norms = new ArrayList<>();
  private final @Nullable Projection shortcut;
  private final int outputChannels;
  private final int stride;

  /**
   * @param width channels inside the block; a bottleneck gives out four times as many
   * @param dilation of the 3x3 convolution that carries the stride
   */
  ResidualBlock(boolean bottleneck, int inputChannels, int width, int stride, int dilation) {
    this.stride = stride;
    outputChannels = bottleneck ? 4 * width : width;
    if (bottleneck) {
      addLayer(inputChannels, width, 1, 1, 1);
      addLayer(width, width, 3, stride, dilation);
      addLayer(width, outputChannels, 1, 1, 1);
    } else {
      addLayer(inputChannels, width, 3, stride, dilation);
      addLayer(width, width, 3, 1, dilation);
    }
    boolean sameShape = stride == 1 && inputChannels == outputChannels;
    shortcut =
        sameShape
            ? null
            : child(
                "downsample", new Projection(inputChannels, outputChannels, stride), inputChannels);
  }

  private void addLayer(int inputChannels, int outputs, int kernel, int stride, int dilation) {
    int number = convolutions.size() + 1;
    convolutions.add(
        child(
            "conv" + number, Layers.convolution(outputs, kernel, stride, dilation), inputChannels));
    norms.add(child("bn" + number, Layers.batchNorm(), outputs));
  }

  @Override
  NDArray compute(Pass pass, NDArray x) {
    NDArray y = x;
    int last = convolutions.size() - 1;
    for (int i = 0; i <= last; i++) {
      y = pass.throughNorm(norms.get(i), pass.through(convolutions.get(i), y));
      y = i < last ? relu(y) : y;
    }
    NDArray identity = shortcut == null ? x : pass.through(shortcut, x);
    return relu(y.add(identity));
  }

  @Override
  Shape outputShape(Shape input) {
    return Projection.strided(input, outputChannels, stride);
  }

  /** The 1x1 convolution and batch norm that fit the shortcut to the block's output. */
  static final class Projection extends NamedBlock {
    private final Block convolution;
    private final Block norm;
    private final int outputChannels;
    private final int stride;

    Projection(int inputChannels, int outputChannels, int stride) {
      this.outputChannels = outputChannels;
      this.stride = stride;
      convolution = child("0", Layers.convolution(outputChannels, 1, stride, 1), inputChannels);
      norm = child("1", Layers.batchNorm(), outputChannels);
    }

    @Override
    NDArray compute(Pass pass, NDArray x) {
      return pass.throughNorm(norm, pass.through(convolution, x));
    }

    @Override
    Shape outputShape(Shape input) {
      return strided(input, outputChannels, stride);
    }

    static Shape strided(Shape input, int channels, int stride) {
      return new Shape(
          input.get(0),
          channels,
          (input.get(2) + stride - 1) / stride,
          (input.get(3) + stride - 1) / stride);
    }
  }
}
