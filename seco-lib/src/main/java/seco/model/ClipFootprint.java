package seco.model;

import ai.djl.ndarray.types.Shape;

/**
 * What one clip costs in R3D or R(2+1)D, counted from the shapes of their maps in float32.
 *
 * @param keptBytes of what a gradient needs: the output of each convolution and of each activation
 * @param workBytes most that is held at once where no gradient is needed: all maps of a block
 */
public record ClipFootprint(long keptBytes, long workBytes) {
  private static final int STAGES = 4;
  private static final Shape CUBE = new Shape(3, 3, 3);
  private static final Shape HALF = new Shape(2, 2, 2);

  /**
   * The whole trunk.
   *
   * @param frames of the clip
   * @param pixels edge of the square frames
   * @throws IllegalArgumentException if the network is neither of the two
   */
  public static ClipFootprint of(ClipTrunkConfig config, int frames, int pixels) {
    boolean factored = config.kind() == ClipTrunkConfig.Kind.R2PLUS1D;
    if (!factored && config.kind() != ClipTrunkConfig.Kind.R3D) {
      throw new IllegalArgumentException(config.title() + ": its maps are not counted");
    }
    Walk walk = new Walk(factored, new Shape(1, 3, frames, pixels, pixels));
    walk.layer(config.width(), new Shape(3, 7, 7), new Shape(1, 2, 2));
    walk.endBlock();
    for (int stage = 0; stage < STAGES; stage++) {
      int outputs = config.width() << stage;
      Shape stride = stage == 0 ? ClipConvolution.ONE : HALF;
      if (stage > 0) {
        walk.shortcut(outputs, stride);
      }
      walk.layer(outputs, CUBE, stride);
      walk.layer(outputs, CUBE, ClipConvolution.ONE);
      walk.endBlock();
    }
    return new ClipFootprint(walk.kept, walk.work);
  }

  /** Follows a clip through the network. */
  private static final class Walk {
    private final boolean factored;
    private Shape map; // (1, C, T, H, W)
    private long kept;
    private long block;
    private long work;

    Walk(boolean factored, Shape clip) {
      this.factored = factored;
      map = clip;
    }

    /** Convolution, batch norm and activation; the first and the last are kept. */
    void layer(int outputs, Shape kernel, Shape stride) {
      between(outputs, kernel, stride);
      map = ClipConvolution.strided(map, outputs, stride);
      kept += 2 * bytes(map);
      block += 3 * bytes(map);
    }

    /** Convolution and batch norm beside the block's layers. */
    void shortcut(int outputs, Shape stride) {
      between(outputs, ClipConvolution.ONE, stride);
      Shape beside = ClipConvolution.strided(map, outputs, stride);
      kept += bytes(beside);
      block += 2 * bytes(beside);
    }

    /** Where a convolution is one over space and one over time: what lies between the two. */
    private void between(int outputs, Shape kernel, Shape stride) {
      if (!factored) {
        return;
      }
      int inputs = Math.toIntExact(map.get(1));
      int channels = FactoredConvolution.channelsBetween(inputs, outputs, kernel);
      Shape overSpace = new Shape(1, stride.get(1), stride.get(2));
      long bytes = bytes(ClipConvolution.strided(map, channels, overSpace));
      kept += 2 * bytes;
      block += 3 * bytes;
    }

    void endBlock() {
      work = Math.max(work, block);
      block = 0;
    }

    private static long bytes(Shape map) {
      return Float.BYTES * map.size();
    }
  }
}
