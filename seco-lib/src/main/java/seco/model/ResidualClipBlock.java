package seco.model;

import static ai.djl.nn.Activation.relu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import org.jspecify.annotations.Nullable;

/** Two 3x3x3 convolutions and a shortcut, with the activation after the addition. */
final class ResidualClipBlock extends NamedBlock implements ClipPart {
  private static final Shape CUBE = new Shape(3, 3, 3);

  private final @Nullable Block shortcut; // null: what comes in
  private final @Nullable Block shortcutNorm;
  private final Block first;
  private final Block firstNorm;
  private final Block second;
  private final Block secondNorm;
  private final int outputChannels;
  private final Shape stride;

  /**
   * @param downsample whether time, height and width are halved
   */
  ResidualClipBlock(ClipConvolution convolution, int inputs, int outputs, boolean downsample) {
    outputChannels = outputs;
    stride = downsample ? new Shape(2, 2, 2) : ClipConvolution.ONE;
    shortcut =
        downsample
            ? child(
                "downsampleconv",
                convolution.of(inputs, outputs, ClipConvolution.ONE, stride),
                inputs)
            : null;
    shortcutNorm = downsample ? child("downsamplebn", Layers.batchNorm(), outputs) : null;
    first = child("conv1", convolution.of(inputs, outputs, CUBE, stride), inputs);
    firstNorm = child("bn1", Layers.batchNorm(), outputs);
    second = child("conv2", convolution.of(outputs, outputs, CUBE, ClipConvolution.ONE), outputs);
    secondNorm = child("bn2", Layers.batchNorm(), outputs);
  }

  @Override
  NDArray compute(Pass pass, NDArray x) {
    NDArray y = relu(pass.through(firstNorm, pass.through(first, x)));
    y = pass.through(secondNorm, pass.through(second, y));
    NDArray identity = x;
    if (shortcut != null && shortcutNorm != null) {
      identity = pass.through(shortcutNorm, pass.through(shortcut, x));
    }
    return relu(y.add(identity));
  }

  @Override
  public void follow(ClipWalk walk) {
    if (shortcut != null) {
      Block beside = shortcut;
      walk.beside(
          () -> {
            ClipConvolution.follow(beside, walk);
            walk.norm();
          });
    }
    for (Block convolution : new Block[] {first, second}) {
      ClipConvolution.follow(convolution, walk);
      walk.norm();
      walk.activation();
    }
    walk.endBlock();
  }

  @Override
  Shape outputShape(Shape input) {
    return ClipConvolution.strided(input, outputChannels, stride);
  }
}
