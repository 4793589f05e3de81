package seco.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * S3D, and S3D-G with its gates: clips (N, 3, T, H, W) to the last map (N, 16 width, T/8, H/32,
 * W/32), the last halving rounded down.
 *
 * <p>S. Xie, C. Sun, J. Huang, Z. Tu and K. Murphy, <i>Rethinking Spatiotemporal Feature Learning:
 * Speed-Accuracy Trade-offs in Video Classification</i>, ECCV 2018.
 */
public final class S3d extends NamedBlock implements ClipPart {
  private static final int PUBLISHED_WIDTH = 64;
  private static final Shape FLAT = new Shape(1, 3, 3);
  private static final Shape FLAT_STRIDE = new Shape(1, 2, 2);
  private static final Shape FLAT_PADDING = new Shape(0, 1, 1);
  private static final Shape CUBE = new Shape(3, 3, 3);
  private static final Shape TWO = new Shape(2, 2, 2);

  private final List<UnaryOperator<Shape>> shapes = new ArrayList<>();
  private final List<ClipPart> parts = new ArrayList<>();
  private final List<Layer> layers = new ArrayList<>();
  private final int width;
  private final boolean gating;
  private int channels = 3;

  /** A part of the network. */
  private interface Layer {
    NDArray compute(Pass pass, NDArray x);
  }

  /**
   * Channels of an {@link Inception} in the published width.
   *
   * @param point of the 1x1x1 branch
   * @param beforeFirst between the parts of the first separable branch
   * @param first of the first separable branch
   * @param beforeSecond between the parts of the second separable branch
   * @param second of the second separable branch
   * @param pooled of the branch behind a pooling
   */
  record Channels(int point, int beforeFirst, int first, int beforeSecond, int second, int pooled) {
    int outputs() {
      return point + first + second + pooled;
    }

    Channels scaled(int width) {
      return new Channels(
          S3d.scaled(point, width),
          S3d.scaled(beforeFirst, width),
          S3d.scaled(first, width),
          S3d.scaled(beforeSecond, width),
          S3d.scaled(second, width),
          S3d.scaled(pooled, width));
    }
  }

  /**
   * @param width channels of the stem: 64 in the published network; all others are in proportion
   * @param gating S3D-G
   */
  public S3d(int width, boolean gating) {
    this.width = width;
    this.gating = gating;
    unit("Conv_1a", new SeparableUnit(channels, scaled(64), 7, 2), scaled(64));
    pool(FLAT, FLAT_STRIDE, FLAT_PADDING);
    unit("Conv_2b", new PointUnit(channels, scaled(64)), scaled(64));
    unit("Conv_2c", new SeparableUnit(channels, scaled(192), 3, 1), scaled(192));
    pool(FLAT, FLAT_STRIDE, FLAT_PADDING);
    inception("3b", new Channels(64, 96, 128, 16, 32, 32));
    inception("3c", new Channels(128, 128, 192, 32, 96, 64));
    pool(CUBE, TWO, new Shape(1, 1, 1));
    inception("4b", new Channels(192, 96, 208, 16, 48, 64));
    inception("4c", new Channels(160, 112, 224, 24, 64, 64));
    inception("4d", new Channels(128, 128, 256, 24, 64, 64));
    inception("4e", new Channels(112, 144, 288, 32, 64, 64));
    inception("4f", new Channels(256, 160, 320, 32, 128, 128));
    pool(TWO, TWO, new Shape(0, 0, 0));
    inception("5b", new Channels(256, 160, 320, 32, 128, 128));
    inception("5c", new Channels(384, 192, 384, 48, 128, 128));
  }

  /** Channels of the last map, and so of a feature. */
  static int featureSize(int width) {
    return new Channels(384, 192, 384, 48, 128, 128).scaled(width).outputs();
  }

  private int scaled(int published) {
    return scaled(published, width);
  }

  private static int scaled(int published, int width) {
    return Math.max(1, Math.round(published * width / (float) PUBLISHED_WIDTH));
  }

  private <B extends NamedBlock & ClipPart> void unit(String name, B unit, int outputs) {
    Block child = child(name, unit, channels);
    layers.add((pass, x) -> pass.through(child, x));
    shapes.add(unit::outputShape);
    parts.add(unit);
    channels = outputs;
  }

  private void inception(String name, Channels published) {
    Channels own = published.scaled(width);
    unit("Mixed_" + name, new Inception(channels, own, gating), own.outputs());
  }

  private void pool(Shape kernel, Shape stride, Shape padding) {
    layers.add((pass, x) -> Pool.maxPool3d(x, kernel, stride, padding, false));
    shapes.add(input -> pooled(input, kernel, stride, padding));
    parts.add(walk -> walk.pooling(pooled(walk.shape(), kernel, stride, padding)));
  }

  private static Shape pooled(Shape input, Shape kernel, Shape stride, Shape padding) {
    long[] sizes = input.getShape().clone();
    for (int i = 0; i < 3; i++) {
      sizes[i + 2] = (sizes[i + 2] + 2 * padding.get(i) - kernel.get(i)) / stride.get(i) + 1;
    }
    return new Shape(sizes);
  }

  @Override
  NDArray compute(Pass pass, NDArray clips) {
    NDArray x = clips;
    for (Layer layer : layers) {
      NDArray before = x;
      x = replace(clips, before, released(() -> layer.compute(pass, before)));
    }
    return x;
  }

  @Override
  public void follow(ClipWalk walk) {
    for (ClipPart part : parts) {
      part.follow(walk);
      walk.endBlock();
    }
  }

  @Override
  Shape outputShape(Shape input) {
    Shape shape = input;
    for (UnaryOperator<Shape> layer : shapes) {
      shape = layer.apply(shape);
    }
    return shape;
  }
}
