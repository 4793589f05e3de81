package seco.model;

import static ai.djl.nn.Activation.relu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * The convolutions of C3D, each with a bias, batch norm and ReLU. Clips (N, 3, T, H, W) to the last
 * map (N, 8 width, T/8, H/16, W/16) before the fifth pooling and the linear layers, which DualVar
 * does without.
 *
 * <p>D. Tran, L. Bourdev, R. Fergus, L. Torresani and M. Paluri, <i>Learning Spatiotemporal
 * Features with 3D Convolutional Networks</i>, ICCV 2015.
 */
public final class C3d extends NamedBlock implements ClipPart {
  private static final Shape NONE = new Shape(0, 0, 0);
  private static final Shape CUBE = new Shape(3, 3, 3);

  private final List<Layer> layers = new ArrayList<>();

  /** A convolution, its norm, and the pooling in front of it: its kernel, which is its stride. */
  private record Layer(Shape pooling, Block convolution, Block norm, int outputs) {}

  /**
   * @param width channels of the first convolution: 64 in the published network
   */
  public C3d(int width) {
    Shape half = new Shape(2, 2, 2);
    add("1", ClipConvolution.ONE, 3, width);
    add("2", new Shape(1, 2, 2), width, 2 * width);
    add("3a", half, 2 * width, 4 * width);
    add("3b", ClipConvolution.ONE, 4 * width, 4 * width);
    add("4a", half, 4 * width, 8 * width);
    add("4b", ClipConvolution.ONE, 8 * width, 8 * width);
    add("5a", half, 8 * width, 8 * width);
    add("5b", ClipConvolution.ONE, 8 * width, 8 * width);
  }

  private void add(String name, Shape pooling, int inputs, int outputs) {
    Block convolution =
        child("conv" + name, Layers.convolution(outputs, CUBE, ClipConvolution.ONE, true), inputs);
    layers.add(
        new Layer(pooling, convolution, child("bn" + name, Layers.batchNorm(), outputs), outputs));
  }

  @Override
  NDArray compute(Pass pass, NDArray clips) {
    NDArray x = clips;
    for (Layer layer : layers) {
      NDArray before = x;
      x = replace(clips, before, released(() -> compute(pass, layer, before)));
    }
    return x;
  }

  private static NDArray compute(Pass pass, Layer layer, NDArray x) {
    NDArray pooled =
        layer.pooling == ClipConvolution.ONE
            ? x
            : Pool.maxPool3d(x, layer.pooling, layer.pooling, NONE, false);
    return relu(pass.through(layer.norm, pass.through(layer.convolution, pooled)));
  }

  @Override
  public void follow(ClipWalk walk) {
    for (Layer layer : layers) {
      if (layer.pooling != ClipConvolution.ONE) {
        walk.pooling(pooled(walk.shape(), layer.pooling));
      }
      walk.convolution(layer.outputs, ClipConvolution.ONE);
      walk.norm();
      walk.activation();
      walk.endBlock();
    }
  }

  private static Shape pooled(Shape x, Shape kernel) {
    return new Shape(
        x.get(0),
        x.get(1),
        x.get(2) / kernel.get(0),
        x.get(3) / kernel.get(1),
        x.get(4) / kernel.get(2));
  }

  @Override
  Shape outputShape(Shape input) {
    Shape x = input;
    for (Layer layer : layers) {
      x = ClipConvolution.strided(pooled(x, layer.pooling), layer.outputs, ClipConvolution.ONE);
    }
    return x;
  }
}
