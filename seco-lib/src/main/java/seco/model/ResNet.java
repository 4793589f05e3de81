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
  /** The stem and four stages. */
  static final int PARTS = 5;

  private final ResNetConfig config;
  private final Block conv1;
  private final Block bn1;
  private final List<List<Block>> stages = new ArrayList<>();

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
      List<Block> blocks = new ArrayList<>();
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
      stages.add(blocks);
    }
  }

  public ResNetConfig config() {
    return config;
  }

  @Override
  NDArray compute(Pass pass, NDArray images) {
    NDArray x = images;
    for (int part = 0; part < PARTS; part++) {
      x = replace(images, x, part(pass, part, x));
    }
    return x; // (N, 8 width expansion, H/32, W/32)
  }

  /**
   * A part of the network: 0 the stem with its pooling, 1 to 4 the stages. What a block computes on
   * the way is let go when the block is done; what a gradient needs of it stays with its record.
   */
  NDArray part(Pass pass, int part, NDArray input) {
    if (part == 0) {
      return released(() -> stem(pass, input)); // (N, width, H/4, W/4)
    }
    NDArray x = input;
    for (Block block : stages.get(part - 1)) {
      NDArray before = x;
      x = replace(input, before, released(() -> pass.through(block, before)));
    }
    return x;
  }

  private NDArray stem(Pass pass, NDArray images) {
    NDArray x = relu(pass.through(bn1, pass.through(conv1, images))); // (N, width, H/2, W/2)
    return Pool.maxPool2d(x, new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
  }

  /** The maps after the stem's pooling and after each of the four stages. */
  List<NDArray> maps(Pass pass, NDArray images) {
    List<NDArray> maps = new ArrayList<>();
    NDArray x = images;
    for (int part = 0; part < PARTS; part++) {
      x = part(pass, part, x);
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
