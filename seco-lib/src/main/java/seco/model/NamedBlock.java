package seco.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A block that is built like a PyTorch module: every child has its published name and is told its
 * input channels, so parameters have their shapes before any input is seen.
 */
abstract class NamedBlock extends AbstractBlock {
  private final List<Shape> childInputs = new ArrayList<>();

  /**
   * One forward pass: the parameters' store, whether batch norm takes the batch's statistics, and
   * whether all but the first batch norm of a network are kept as they are nevertheless.
   */
  record Pass(ParameterStore store, boolean training, boolean normsKept) {
    Pass(ParameterStore store, boolean training) {
      this(store, training, false);
    }

    NDArray through(Block block, NDArray x) {
      return block instanceof NamedBlock named ? named.compute(this, x) : plain(block, x, training);
    }

    /** Through a batch norm that is not the network's first. */
    NDArray throughNorm(Block norm, NDArray x) {
      return plain(norm, x, training && !normsKept);
    }

    private NDArray plain(Block block, NDArray x, boolean learning) {
      return block.forward(store, new NDList(x), learning).singletonOrThrow();
    }
  }

  /** What the block computes. */
  abstract NDArray compute(Pass pass, NDArray x);

  /** Shape of the output for an input of shape (N, C, H, W), (N, C, T, H, W) or (N, D). */
  abstract Shape outputShape(Shape input);

  /** Adds a child. An empty name leaves its children's names as they are. */
  final <B extends Block> B child(String name, B block, int inputChannels) {
    childInputs.add(Layers.inputShape(block, inputChannels));
    return addChildBlock(name, block);
  }

  /**
   * What a computation gives; what it makes on the way is let go when it is done. What a gradient
   * needs of that stays with its record.
   */
  static NDArray released(Supplier<NDArray> computation) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray result = computation.get();
      NDScope.unregister(result);
      return result;
    }
  }

  /** Lets go of an array on the way, unless it is the caller's. */
  static NDArray replace(NDArray callers, NDArray before, NDArray after) {
    if (before != callers && before != after) {
      before.close();
    }
    return after;
  }

  @Override
  protected final NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    return new NDList(compute(new Pass(store, training), inputs.singletonOrThrow()));
  }

  @Override
  protected final void initializeChildBlocks(
      NDManager manager, DataType type, Shape... inputShapes) {
    for (int i = 0; i < children.size(); i++) {
      children.valueAt(i).initialize(manager, type, childInputs.get(i));
    }
  }

  @Override
  public final Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {outputShape(inputs[0])};
  }
}
