package seco.model;

import ai.djl.ndarray.types.Shape;

/** Follows the shape of one clip through a network and counts the maps in float32. */
final class ClipWalk {
  /** A pooling's gradient needs the place of each greatest value, a number of eight bytes. */
  private static final int POOLED = 3;

  private final long input;
  private Shape shape;
  private long kept;
  private long block;
  private long work;

  /**
   * @param shape of the clip (1, 3, T, H, W)
   */
  ClipWalk(Shape shape) {
    this.shape = shape;
    input = map();
  }

  private long map() {
    return Float.BYTES * shape.size();
  }

  private void made(long kept, long held) {
    this.kept += kept * map();
    block += held * map();
  }

  /** A padded convolution, whose output its batch norm keeps. */
  void convolution(int channels, Shape stride) {
    shape = ClipConvolution.strided(shape, channels, stride);
    made(1, 1);
  }

  /** A batch norm, of whose output nothing is kept. */
  void norm() {
    made(0, 1);
  }

  /** A ReLU, which keeps its output. */
  void activation() {
    made(1, 1);
  }

  /** A pooling to the shape (1, C, T, H, W). */
  void pooling(Shape pooled) {
    shape = pooled;
    made(POOLED, POOLED);
  }

  /** A branch: what follows begins again where this began. */
  void beside(Runnable branch) {
    Shape before = shape;
    branch.run();
    shape = before;
  }

  /** Branches brought together, which the next convolution keeps. */
  void joined(int channels) {
    shape = ClipConvolution.strided(shape, channels, ClipConvolution.ONE);
    made(1, 1);
  }

  /** The end of a block: without a gradient its maps are let go. */
  void endBlock() {
    work = Math.max(work, block);
    block = 0;
  }

  Shape shape() {
    return shape;
  }

  Footprint footprint() {
    return new Footprint(input, kept, work);
  }
}
