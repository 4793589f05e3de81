package seco.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Shapes;

/**
 * DualVar's network: a trunk for clips, a head for the whole clip and one for its n segments. Both
 * heads see the same pooled features; for all that comes after the training they are left away.
 *
 * <p>Of a trunk that does not mix time the pooled features do not tell in which order the segments
 * came, and no head could. There the segments' head sees each segment alone, by the mean of its own
 * frames, and all segments pass through one layer. What a segment is called then does not depend on
 * its place: shuffle-rank asks that it be known again among the others of its clip, not that the
 * network sees an order; and within a segment the order of frames is lost.
 *
 * <p>L. Zhang, Q. She, Z. Shen and C. Wang, <i>Inter-intra Variant Dual Representations for
 * Self-supervised Video Recognition</i>, BMVC 2021, <a
 * href="https://arxiv.org/abs/2107.01194">arXiv:2107.01194</a>.
 */
public final class DualVarEncoder implements AutoCloseable {
  private final ClipTrunkConfig trunk;
  private final int segments;
  private final DualVarBlock root;
  private final NDManager manager;
  private final ParameterStore store;
  private final Map<String, Parameter> parameters;
  private final NamedArrays arrays;
  private final NamedArrays trainable;

  private DualVarEncoder(NDManager parent, ClipTrunkConfig trunk, int segments) {
    if (segments < 2) {
      throw new IllegalArgumentException(segments + " segments: must be at least 2");
    }
    this.trunk = trunk;
    this.segments = segments;
    manager = parent.newSubManager();
    root = new DualVarBlock(trunk, segments);
    Gradients.off(); // values are written into parameters, on whatever thread this is
    root.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 8, 8, 8));
    store = new ParameterStore(manager, false);
    parameters = PublishedNames.of(root);
    Map<String, NDArray> values = new LinkedHashMap<>();
    parameters.forEach((name, p) -> values.put(name, p.getArray()));
    arrays = new NamedArrays(values);
    trainable = arrays.only(name -> !PublishedNames.isStatistic(name));
  }

  /**
   * A freshly initialised network, as PyTorch initialises it, drawn from {@code random}.
   *
   * @param segments n, into how many parts a clip is cut; 2 in the authors' setting
   */
  public static DualVarEncoder create(
      NDManager manager, ClipTrunkConfig trunk, int segments, RandomGenerator random) {
    DualVarEncoder encoder = new DualVarEncoder(manager, trunk, segments);
    Initialization.fillClips(encoder.parameters, trunk.filterDeviation(), random);
    return encoder;
  }

  /** A network of the same shape and values that receives no gradient. */
  public DualVarEncoder frozenCopy(NDManager parent) {
    DualVarEncoder copy = new DualVarEncoder(parent, trunk, segments);
    copy.arrays.copyFrom(arrays);
    // Batch-norm statistics still follow the batches; only gradients are switched off.
    copy.parameters.values().forEach(p -> p.freeze(true));
    return copy;
  }

  public ClipTrunkConfig trunk() {
    return trunk;
  }

  /** n, into how many parts a clip is cut. */
  public int segments() {
    return segments;
  }

  /**
   * Both heads' embeddings of clips (N, 3, T, H, W).
   *
   * @param training whether batch norm uses and learns from the batch's own statistics
   */
  public ClipEmbeddings embed(NDArray clips, boolean training) {
    NDArray map = map(clips, training); // (N, D, t, h, w)
    NDArray features = Pool.globalAvgPool3d(map); // (N, D)
    return new ClipEmbeddings(
        run(root.clip, features, training),
        trunk.mixesTime() ? run(root.segments, features, training) : segmentsApart(map, training));
  }

  /** Segment by segment: a map (N, D, T, h, w) to embeddings (N, n, 64). */
  private NDArray segmentsApart(NDArray map, boolean training) {
    Shape shape = map.getShape();
    if (shape.get(2) % segments != 0) {
      throw new IllegalArgumentException(
          "clips of " + shape.get(2) + " frames do not split into " + segments + " segments");
    }
    NDArray means = map.reshape(shape.get(0), shape.get(1), segments, -1).mean(new int[] {3});
    NDArray rows = means.transpose(0, 2, 1).reshape(-1, shape.get(1)); // (N n, D)
    return run(root.segments, rows, training).reshape(-1, segments, SegmentHead.EMBEDDING_SIZE);
  }

  /** The segments' embeddings (N, n, 64) alone. */
  public NDArray embedSegments(NDArray clips, boolean training) {
    return trunk.mixesTime()
        ? run(root.segments, features(clips, training), training)
        : segmentsApart(map(clips, training), training);
  }

  /** Pooled trunk features, before the heads: clips (N, 3, T, H, W) to (N, D). */
  public NDArray features(NDArray clips, boolean training) {
    return Pool.globalAvgPool3d(map(clips, training));
  }

  /** The trunk's last map: clips (N, 3, T, H, W) to (N, D, t, h, w). */
  public NDArray map(NDArray clips, boolean training) {
    Shapes.require("clips", clips, Shapes.ANY, 3, Shapes.ANY, Shapes.ANY, Shapes.ANY);
    return run(root.trunk, clips, training);
  }

  /** All arrays by published name, batch-norm statistics included, in state-dict order. */
  public NamedArrays arrays() {
    return arrays;
  }

  /** The arrays that are averaged and trained: {@link #arrays} without batch-norm statistics. */
  public NamedArrays trainable() {
    return trainable;
  }

  private NDArray run(Block block, NDArray x, boolean training) {
    return block.forward(store, new NDList(x), training).singletonOrThrow();
  }

  @Override
  public void close() {
    manager.close();
  }
}
