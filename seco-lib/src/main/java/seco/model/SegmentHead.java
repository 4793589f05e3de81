package seco.model;

import static ai.djl.nn.Activation.relu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import seco.tensor.Rows;

/**
 * DualVar's MLP head for the n segments of a clip: features (N, D) to unit embeddings (N, n,
 * {@value #EMBEDDING_SIZE}). A segment is a slot of the output; the shuffle-rank loss alone teaches
 * slot i to say what happens in the i-th part of the clip.
 */
public final class SegmentHead extends NamedBlock {
  /** Size of a segment's embedding. */
  public static final int EMBEDDING_SIZE = 64;

  private final Block hidden;
  private final Block output;
  private final int segments;

  SegmentHead(int featureSize, int segments) {
    this.segments = segments;
    hidden = child("0", Layers.linear(featureSize), featureSize);
    output = child("2", Layers.linear(segments * EMBEDDING_SIZE), featureSize); // 1 is the ReLU
  }

  @Override
  NDArray compute(Pass pass, NDArray features) {
    NDArray slots = pass.through(output, relu(pass.through(hidden, features))); // (N, n 64)
    NDArray rows = Rows.unit(slots.reshape(-1, EMBEDDING_SIZE)); // (N n, 64)
    return rows.reshape(-1, segments, EMBEDDING_SIZE);
  }

  @Override
  Shape outputShape(Shape input) {
    return new Shape(input.get(0), segments, EMBEDDING_SIZE);
  }
}
