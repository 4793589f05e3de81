package seco.model;

import static ai.djl.nn.Activation.relu;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import org.jspecify.annotations.Nullable;

/** The layers of a {@link PretextHead}: features of V frames (N, V D) to logits (N, C). */
final class PretextBlock extends NamedBlock {
  private static final int PAIR_SIZE = Head.EMBEDDING_SIZE;

  private final int frames;
  private final int featureSize;
  private final int classes;
  private final @Nullable Block pair; // null where the features are joined
  private final Block classifier;

  PretextBlock(PretextHead.Form form, int frames, int featureSize, int classes) {
    this.frames = frames;
    this.featureSize = featureSize;
    this.classes = classes;
    boolean paired = form == PretextHead.Form.PAIRS;
    pair = paired ? child("fc_pair", Layers.linear(PAIR_SIZE), 2 * featureSize) : null;
    int pairs = frames * (frames - 1) / 2;
    classifier = child("fc", Layers.linear(classes), paired ? pairs * PAIR_SIZE : inputs());
  }

  /** V D. */
  int inputs() {
    return frames * featureSize;
  }

  /** D. */
  int featureSize() {
    return featureSize;
  }

  @Override
  NDArray compute(Pass pass, NDArray joined) {
    return pass.through(classifier, pair == null ? joined : pairs(pass, pair, joined));
  }

  /**
   * Every pair in the order in which its frames are shown: (N, V D) to (N, V (V - 1) / 2 * 128).
   */
  private NDArray pairs(Pass pass, Block layer, NDArray joined) {
    NDList pairs = new NDList();
    for (int a = 0; a < frames; a++) {
      for (int b = a + 1; b < frames; b++) {
        NDArray both = NDArrays.concat(new NDList(frame(joined, a), frame(joined, b)), 1);
        pairs.add(relu(pass.through(layer, both)));
      }
    }
    return NDArrays.concat(pairs, 1);
  }

  private NDArray frame(NDArray joined, int frame) {
    return joined.get(
        new NDIndex(":, {}:{}", (long) frame * featureSize, (frame + 1L) * featureSize));
  }

  @Override
  Shape outputShape(Shape input) {
    return new Shape(input.get(0), classes);
  }
}
