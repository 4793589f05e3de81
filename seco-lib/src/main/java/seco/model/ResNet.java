package seco.model;

import static ai.djl.nn.Activation.relu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import seco.Paper;

/**
 * A residual network under torchvision's names: images (N, 3, H, W) to the last feature map (N, C,
 * h, w), after its last ReLU and before pooling.
 *
 * <p>In a dilated stage the stride becomes 1 and the dilation doubles; the first block of the stage
 * keeps the dilation of the stage before, as torchvision does.
 */
@Paper(section = "SeCo Training")
public final class ResNet extends NamedBlock {
  private final ResNetConfig config;
  private final Block conv1;
  private final Block bn1;
  private final List<Block> blocks = new ArrayList<>();

  public ResNet(ResNetConfig config) {
    this.config = config;
    conv1 = child("conv1", Layers.convolution(config.width(), 7, 2, 1), 3);
    bn1 = child("bn1", Layers.batchNorm(), config.width());
    int channels = config.width();
    int dilation = 1;
    for (int stage = 0; stage < 4; stage++) {
      boolean dilated = stage >= 4 - config.dilatedStages();
      int stride = stage == 0 || dilated ? 1 : 2;
      int firstDilation = dilation;
      dilation = dilated ? dilation * 2 : dilation;
      for (int i = 0; i < config.blocks(stage); i++) {
        Block block =
            new ResidualBlock(
                config.bottleneck(),
                channels,
                config.width() << stage,
                i == 0 ? stride : 1,
                i == 0 ? firstDilation : dilation);
        blocks.add(child("layer" + (stage + 1) + "." + i, block, channels));
        channels = (config.width() << stage) * config.expansion();
      }
    }
  }

  public ResNetConfig config() {
    return config;
  }

  @Override
  NDArray compute(Pass pass, NDArray images) {
    NDArray x = stem(pass, images); // (N, width, H/4, W/4)
    for (Block block : blocks) {
      x = pass.through(block, x);
    }
    return x; // (N, 8 width expansion, H/32, W/32)
  }

  private NDArray stem(Pass pass, NDArray images) {
    NDArray x = relu(pass.through(bn1, pass.through(conv1, images))); // (N, width, H/2, W/2)
    return Pool.maxPool2d(x, new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
  }

  /** The maps after the stem's pooling and after each of the four stages. */
  List<NDArray> stages(Pass pass, NDArray images) {
    NDArray x = stem(pass, images);
    List<NDArray> maps = new ArrayList<>(List.of(x));
    int next = 0;
    for (int stage = 0; stage < 4; stage++) {
      for (int i = 0; i < config.blocks(stage); i++) {
        x = pass.through(blocks.get(next++), x);
      }
      maps.add(x);
    }
    return maps;
  }

  @Override
  Shape outputShape(Shape input) {
    long stride = config.outputStride();
    return new Shape(
        input.get(0),
        config.featureSize(),
        (input.get(2) + stride - 1) / stride,
        (input.get(3) + stride - 1) / stride);
  }
}
