package seco.model;

import static ai.djl.nn.Activation.relu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * What R3D and R(2+1)D have in common: a stem that halves height and width, and four stages of one
 * block each, of which the last three halve time, height and width.
 */
abstract class ResidualClipTrunk extends NamedBlock implements ClipPart {
  private static final int STAGES = 4;

  private final Block stem;
  private final Block norm;
  private final List<ResidualClipBlock> stages = new ArrayList<>();
  private final int width;

  /**
   * @param width channels of the stem and the first stage
   */
  ResidualClipTrunk(int width, ClipConvolution convolution) {
    this.width = width;
    stem = child("conv1", convolution.of(3, width, new Shape(3, 7, 7), new Shape(1, 2, 2)), 3);
    norm = child("bn1", Layers.batchNorm(), width);
    int channels = width;
    for (int stage = 0; stage < STAGES; stage++) {
      int outputs = width << stage;
      ResidualClipBlock block = new ResidualClipBlock(convolution, channels, outputs, stage > 0);
      stages.add(child("conv" + (stage + 2) + ".block1", block, channels));
      channels = outputs;
    }
  }

  @Override
  final NDArray compute(Pass pass, NDArray clips) {
    NDArray x = released(() -> relu(pass.through(norm, pass.through(stem, clips))));
    for (Block stage : stages) {
      NDArray before = x;
      x = replace(clips, before, released(() -> pass.through(stage, before)));
    }
    return x; // (N, 8 width, T/8, H/16, W/16)
  }

  @Override
  public final void follow(ClipWalk walk) {
    ClipConvolution.follow(stem, walk);
    walk.norm();
    walk.activation();
    walk.endBlock();
    stages.forEach(stage -> stage.follow(walk));
  }

  @Override
  final Shape outputShape(Shape input) {
    Shape x = ClipConvolution.strided(input, width, new Shape(1, 2, 2));
    for (int stage = 1; stage < STAGES; stage++) {
      x = ClipConvolution.strided(x, width << stage, new Shape(2, 2, 2));
    }
    return x;
  }
}
