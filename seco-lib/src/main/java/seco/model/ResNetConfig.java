package seco.model;

import java.util.Set;

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

  /** Channels of the last stage and so of a feature: 512 for ResNet-18, 2048 for ResNet-50. */
  public int featureSize() {
    return width * 8 * expansion();
  }

  /** Pixels of the input per cell of the last feature map. */
  public int outputStride() {
    return 32 >> dilatedStages;
  }

  boolean bottleneck() {
    return depth >= 50;
  }

  int expansion() {
    return bottleneck() ? 4 : 1;
  }

  int blocks(int stage) {
    int[] counts = depth == 18 ? new int[] {2, 2, 2, 2} : new int[] {3, 4, 6, 3};
    return counts[stage];
  }
}
