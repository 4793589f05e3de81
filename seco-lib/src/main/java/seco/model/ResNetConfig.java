package seco.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import seco.InputException;

/**
 * The shape of a {@link ResNet}.
 *
 * @param depth 18, 34 (basic blocks) or 50 (bottlenecks)
 * @param width channels of the first stage: 64 in the published networks
 * @param dilatedStages how many of the last stages exchange their stride for dilation: 0 gives
 *     stride 32, 2 the stride 8 of the tracker's features
 */
public record ResNetConfig(int depth, int width, int dilatedStages) {
  private static final Set<Integer> DEPTHS = Set.of(18, 34, 50);
  private static final int MOST_WIDTH = 1 << 16;

  public ResNetConfig {
    if (!DEPTHS.contains(depth)) {
      throw new IllegalArgumentException("ResNet depth " + depth + ": choose 18, 34 or 50");
    }
    if (width < 1) {
      throw new IllegalArgumentException("ResNet width " + width + ": must be at least 1");
    }
    if (dilatedStages < 0 || dilatedStages > 3) {
      throw new IllegalArgumentException("dilated stages " + dilatedStages + ": must be 0 to 3");
    }
  }

  /** The published network of the depth: width 64, stride 32. */
  public static ResNetConfig of(int depth) {
    return new ResNetConfig(depth, 64, 0);
  }

  /**
   * The network whose arrays have these shapes, by published name. Dilation leaves no trace in
   * them, so that none is assumed.
   *
   * @throws InputException if it is no ResNet-18, 34 or 50, saying what it is
   */
  public static ResNetConfig ofShapes(Map<String, List<Long>> shapes) {
    List<Long> first = shapes.getOrDefault("conv1.weight", List.of());
    int[] blocks = new int[4];
    for (int stage = 0; stage < 4; stage++) {
      while (shapes.containsKey("layer%d.%d.conv1.weight".formatted(stage + 1, blocks[stage]))) {
        blocks[stage]++;
      }
    }
    boolean bottleneck = shapes.containsKey("layer1.0.conv3.weight");
    for (int depth : new int[] {18, 34, 50}) {
      ResNetConfig config = ResNetConfig.of(depth);
      boolean same = config.bottleneck() == bottleneck;
      for (int stage = 0; stage < 4; stage++) {
        same &= config.blocks(stage) == blocks[stage];
      }
      if (same && first.size() == 4 && first.get(0) > 0 && first.get(0) <= MOST_WIDTH) {
        return new ResNetConfig(depth, first.get(0).intValue(), 0);
      }
    }
    throw new InputException(
        "a residual network of %s %s blocks and first filters %s; known are ResNet-18, 34 and 50"
            .formatted(
                Arrays.toString(blocks), bottleneck ? "bottleneck" : "basic", first.toString()));
  }

  /** Its name, as in {@code ResNet-50 of width 64}. */
  public String title() {
    return "ResNet-" + depth + " of width " + width;
  }

  /** Channels of the last stage and so of a feature: 512 for ResNet-18, 2048 for ResNet-50. */
  public int featureSize() {
    return width * 8 * expansion();
  }

  /** Pixels of the input per cell of the last feature map. */
  public int outputStride() {
    return 32 >> dilatedStages;
  }

  /** Whether blocks are bottlenecks of three convolutions. */
  public boolean bottleneck() {
    return depth >= 50;
  }

  /** Channels of a block's output for each inside it. */
  public int expansion() {
    return bottleneck() ? 4 : 1;
  }

  /** Blocks of a stage, 0 to 3. */
  public int blocks(int stage) {
    int[] counts = depth == 18 ? new int[] {2, 2, 2, 2} : new int[] {3, 4, 6, 3};
    return counts[stage];
  }
}
