package seco.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** The parts of {@link DualVarEncoder} under one roof. */
final class DualVarBlock extends NamedBlock {
  final NamedBlock trunk;
  final Head clip;
  final SegmentHead segments;

  DualVarBlock(ClipTrunkConfig config, int segmentCount) {
    int size = config.featureSize();
    trunk = child("", config.create(), 3);
    clip = child("fc_clip", new Head(size), size);
    int slots = config.mixesTime() ? segmentCount : 1; // of a segment's own frames
    segments = child("fc_segments", new SegmentHead(size, slots), size);
  }

  @Override
  NDArray compute(Pass pass, NDArray clips) {
    return pass.through(trunk, clips);
  }

  @Override
  Shape outputShape(Shape input) {
    return trunk.outputShape(input);
  }
}
