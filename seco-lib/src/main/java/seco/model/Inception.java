package seco.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import seco.model.S3d.Channels;

/** S3D's four branches side by side, in S3D-G each with a gate. Time and space keep their size. */
final class Inception extends NamedBlock implements ClipPart {
  private static final Shape CUBE = new Shape(3, 3, 3);

  private final PointUnit point;
  private final PointUnit reducedSmall;
  private final SeparableUnit small;
  private final PointUnit reducedLarge;
  private final SeparableUnit large;
  private final PointUnit pooled;
  private final List<Block> gates = new ArrayList<>(); // empty without gating
  private final int outputs;

  Inception(int inputs, Channels channels, boolean gating) {
    outputs = channels.outputs();
    point = child("branch0.0", new PointUnit(inputs, channels.point()), inputs);
    reducedSmall = child("branch1.0", new PointUnit(inputs, channels.beforeFirst()), inputs);
    small =
        child(
            "branch1.1",
            new SeparableUnit(channels.beforeFirst(), channels.first(), 3, 1),
            channels.beforeFirst());
    reducedLarge = child("branch2.0", new PointUnit(inputs, channels.beforeSecond()), inputs);
    large =
        child(
            "branch2.1",
            new SeparableUnit(channels.beforeSecond(), channels.second(), 3, 1),
            channels.beforeSecond());
    pooled = child("branch3.1", new PointUnit(inputs, channels.pooled()), inputs); // 0 is the pool
    if (gating) {
      int[] branches = {channels.point(), channels.first(), channels.second(), channels.pooled()};
      for (int branch = 0; branch < branches.length; branch++) {
        gates.add(
            child("gating_b" + branch + ".fc", Layers.linear(branches[branch]), branches[branch]));
      }
    }
  }

  @Override
  NDArray compute(Pass pass, NDArray x) {
    NDArray neighbourhood = Pool.maxPool3d(x, CUBE, ClipConvolution.ONE, new Shape(1, 1, 1), false);
    List<NDArray> branches =
        List.of(
            pass.through(point, x),
            pass.through(small, pass.through(reducedSmall, x)),
            pass.through(large, pass.through(reducedLarge, x)),
            pass.through(pooled, neighbourhood));
    NDList gated = new NDList();
    for (int branch = 0; branch < branches.size(); branch++) {
      NDArray map = branches.get(branch);
      gated.add(gates.isEmpty() ? map : gate(pass, gates.get(branch), map));
    }
    return NDArrays.concat(gated, 1);
  }

  /** Each channel (N, C, T, H, W) times a share that the means of all channels decide. */
  private static NDArray gate(Pass pass, Block gate, NDArray map) {
    NDArray shares = Activation.sigmoid(pass.through(gate, Pool.globalAvgPool3d(map))); // (N, C)
    Shape shape = shares.getShape();
    return map.mul(shares.reshape(shape.get(0), shape.get(1), 1, 1, 1));
  }

  @Override
  public void follow(ClipWalk walk) {
    walk.beside(() -> point.follow(walk));
    walk.beside(() -> follow(walk, reducedSmall, small));
    walk.beside(() -> follow(walk, reducedLarge, large));
    walk.beside(
        () -> {
          walk.pooling(walk.shape());
          pooled.follow(walk);
        });
    walk.joined(outputs);
    if (!gates.isEmpty()) {
      walk.norm(); // each branch times its gate; what enters is kept already
    }
  }

  private static void follow(ClipWalk walk, ClipPart first, ClipPart second) {
    first.follow(walk);
    second.follow(walk);
  }

  @Override
  Shape outputShape(Shape input) {
    return ClipConvolution.strided(input, outputs, ClipConvolution.ONE);
  }
}
