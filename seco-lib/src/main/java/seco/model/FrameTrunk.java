package seco.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * SeCo's {@link ResNet} on a clip, frame by frame: clips (N, 3, T, H, W) to maps (N, D, T, H/32,
 * W/32). Time is not mixed anywhere, so that the mean over all frames does not tell their order.
 */
final class FrameTrunk extends NamedBlock {
  private final ResNet frames;

  FrameTrunk(ResNetConfig config) {
    frames = child("", new ResNet(config), 3);
  }

  @Override
  NDArray compute(Pass pass, NDArray clips) {
    Shape shape = clips.getShape();
    return released(
        () -> {
          NDArray images =
              clips
                  .transpose(0, 2, 1, 3, 4) // (N, T, 3, H, W)
                  .reshape(-1, shape.get(1), shape.get(3), shape.get(4));
          NDArray maps = pass.through(frames, images); // (N T, D, h, w)
          Shape map = maps.getShape();
          return maps.reshape(-1, shape.get(2), map.get(1), map.get(2), map.get(3))
              .transpose(0, 2, 1, 3, 4);
        });
  }

  @Override
  Shape outputShape(Shape input) {
    Shape map = frames.outputShape(new Shape(1, 3, input.get(3), input.get(4)));
    return new Shape(input.get(0), map.get(1), input.get(2), map.get(2), map.get(3));
  }
}
