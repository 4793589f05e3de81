package seco.model;

import static ai.djl.nn.Activation.relu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import seco.Paper;
import seco.tensor.Rows;

/**
 * The MLP head: Linear, ReLU, Linear, L2 norm. Features (N, D) to unit embeddings (N, {@value
 * #EMBEDDING_SIZE}). It serves the training alone; downstream tasks use the features before it.
 */
@Paper(section = "SeCo Training")
public final class Head extends NamedBlock {
  /** Size of an embedding. */
  public static final int EMBEDDING_SIZE = 128;

  private final Block hidden;
  private final Block output;

  Head(int featureSize) {
    hidden = child("0", Layers.linear(featureSize), featureSize);
    output = child("2", Layers.linear(EMBEDDING_SIZE), featureSize); // 1 is the ReLU
  }

  @Override
  NDArray compute(Pass pass, NDArray features) {
    return Rows.unit(pass.through(output, relu(pass.through(hidden, features))));
  }

  @Override
  Shape outputShape(Shape input) {
    return new Shape(input.get(0), EMBEDDING_SIZE);
  }
}
