package seco.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import seco.Paper;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Shapes;
import seco.tensor.Values;

/**
 * SeCo's network: a {@link ResNet} trunk, the heads of the three tasks and the order classifier g
 * of Eq. (4), under the authors' parameter names.
 *
 * <p>The paper draws one MLP head, the authors' code has one per task; {@link Heads} chooses.
 */
@Paper(section = "SeCo Training")
public final class SecoEncoder implements AutoCloseable {
  /** One head per task as in the authors' code, or one shared by all as the paper draws it. */
  public enum Heads {
    PER_TASK,
    SHARED
  }

  private final SecoBlock root;
  private final NDManager manager;
  private final ParameterStore store;
  private final Map<String, Parameter> parameters;
  private final NamedArrays arrays;
  private NamedArrays trainable;
  private boolean normsKept;
  private TrunkFunction.@Nullable Maker maker;
  private @Nullable TrunkFunction function; // null: the blocks

  private SecoEncoder(NDManager parent, ResNetConfig trunk, Heads heads, DataType type) {
    manager = parent.newSubManager();
    root = new SecoBlock(trunk, heads);
    Gradients.off(); // values are written into parameters, on whatever thread this is
    root.initialize(manager, type, new Shape(1, 3, 8, 8));
    store = new ParameterStore(manager, false);
    parameters = PublishedNames.of(root);
    Map<String, NDArray> values = new LinkedHashMap<>();
    parameters.forEach((name, p) -> values.put(name, p.getArray()));
    arrays = new NamedArrays(values);
    trainable = arrays.only(name -> !PublishedNames.isStatistic(name));
  }

  private SecoEncoder(NDManager parent, SecoEncoder shared) {
    manager = parent.newSubManager();
    root = shared.root;
    parameters = shared.parameters;
    Map<Parameter, NDArray> own = new IdentityHashMap<>();
    Map<String, NDArray> values = new LinkedHashMap<>();
    parameters.forEach(
        (name, parameter) -> {
          NDArray array = parameter.getArray();
          if (PublishedNames.isStatistic(name)) {
            array = manager.zeros(array.getShape(), array.getDataType());
            Values.copy(shared.arrays.get(name), array);
            own.put(parameter, array);
          }
          values.put(name, array);
        });
    store = new OwnArrays(manager, own);
    arrays = new NamedArrays(values);
    trainable = shared.trainable;
    normsKept = shared.normsKept;
  }

  /** A freshly initialised network, as PyTorch initialises it, drawn from {@code random}. */
  public static SecoEncoder create(
      NDManager manager, ResNetConfig trunk, Heads heads, RandomGenerator random) {
    return create(manager, trunk, heads, DataType.FLOAT32, random);
  }

  /** The same in another floating type; the values are drawn in float32. */
  public static SecoEncoder create(
      NDManager manager, ResNetConfig trunk, Heads heads, DataType type, RandomGenerator random) {
    SecoEncoder encoder = new SecoEncoder(manager, trunk, heads, type);
    Initialization.fill(encoder.parameters, random);
    return encoder;
  }

  /** A network of the same shape and values, on the device of {@code parent}. */
  public SecoEncoder copy(NDManager parent) {
    SecoEncoder copy =
        new SecoEncoder(parent, trunk(), heads(), arrays.get("conv1.weight").getDataType());
    copy.arrays.copyFrom(arrays);
    if (normsKept) {
      copy.keepNorms();
    }
    copy.carryOutBy(maker);
    return copy;
  }

  /**
   * Settles how the trunk is carried out in training mode, here and in the copies and replicas that
   * are made of this network from now on. In evaluation mode the blocks are.
   *
   * @param maker null for the blocks
   */
  public void carryOutBy(TrunkFunction.@Nullable Maker maker) {
    if (function != null) {
      function.close();
      function = null; // also where the next cannot be made
    }
    this.maker = maker;
    function = maker == null ? null : maker.of(manager, this);
  }

  /**
   * From now on all batch norms but the first stay as they are: in training too they apply their
   * running statistics, and neither these nor their weights and biases change.
   */
  public void keepNorms() {
    normsKept = true;
    parameters.forEach(
        (name, parameter) -> {
          if (PublishedNames.isOfLaterNorm(name)) {
            parameter.freeze(true);
          }
        });
    trainable = trainable.only(name -> !PublishedNames.isOfLaterNorm(name));
    carryOutBy(maker);
  }

  /** Whether {@link #keepNorms} was called. */
  public boolean normsKept() {
    return normsKept;
  }

  /** A network of the same shape and values that receives no gradient. */
  public SecoEncoder frozenCopy(NDManager parent) {
    SecoEncoder copy = copy(parent);
    // Batch-norm statistics still follow the batches; only gradients are switched off.
    copy.parameters.values().forEach(p -> p.freeze(true));
    return copy;
  }

  /**
   * This network once more: the same weights, not a copy, with batch-norm statistics of its own
   * that start as these. It is of use as long as this network is open.
   */
  public SecoEncoder replica(NDManager parent) {
    SecoEncoder replica = new SecoEncoder(parent, this);
    replica.carryOutBy(maker);
    return replica;
  }

  public ResNetConfig trunk() {
    return root.trunk.config();
  }

  public Heads heads() {
    return root.intra == root.inter ? Heads.SHARED : Heads.PER_TASK;
  }

  /**
   * The unit embeddings of images (N, 3, H, W).
   *
   * @param training whether batch norm uses and learns from the batch's own statistics
   */
  public Embeddings embed(NDArray images, boolean training) {
    NDArray features = features(images, training); // (N, D)
    if (heads() == Heads.SHARED) {
      NDArray shared = run(root.inter, features, training); // (N, 128)
      return new Embeddings(shared, shared, shared);
    }
    return embed(features, features, features);
  }

  /**
   * The unit embeddings of pooled features, three times (N, D), so that each head can have a leaf
   * of its own.
   */
  public Embeddings embed(NDArray inter, NDArray intra, NDArray order) {
    return new Embeddings(
        run(root.inter, inter, true), run(root.intra, intra, true), run(root.order, order, true));
  }

  /**
   * A pass of images (N, 3, H, W) through the trunk in training mode.
   *
   * @param recompute whether stages are computed once more for their gradient, to save memory
   */
  public TrunkPass pass(NDArray images, boolean recompute) {
    return recompute ? new RecomputedPass(this, images) : new RecordedPass(this, images);
  }

  /** A part of the trunk in training mode; see {@link ResNet#part}. */
  NDArray part(int part, NDArray input) {
    return function != null ? function.part(part, input) : root.trunk.part(pass(true), part, input);
  }

  /** The batch-norm statistics of a part of the trunk. */
  NamedArrays statistics(int part) {
    String prefix = part == 0 ? "bn1." : "layer" + part + ".";
    return arrays.only(name -> PublishedNames.isStatistic(name) && name.startsWith(prefix));
  }

  /** Pooled trunk features, before the heads: images (N, 3, H, W) to (N, D). */
  public NDArray features(NDArray images, boolean training) {
    if (training && function != null) {
      Shapes.require("images", images, Shapes.ANY, 3, Shapes.ANY, Shapes.ANY);
      return function.features(images);
    }
    return Pool.globalAvgPool2d(map(images, training));
  }

  /** The trunk's last feature map: images (N, 3, H, W) to (N, D, h, w). */
  public NDArray map(NDArray images, boolean training) {
    Shapes.require("images", images, Shapes.ANY, 3, Shapes.ANY, Shapes.ANY);
    return run(root.trunk, images, training);
  }

  /**
   * The trunk's maps on the way, for looking at: after the stem (stride 4) and after each of the
   * four stages, the last of which is {@link #map}. Images (N, 3, H, W) to five times (N, C, h, w).
   */
  public List<NDArray> stages(NDArray images, boolean training) {
    Shapes.require("images", images, Shapes.ANY, 3, Shapes.ANY, Shapes.ANY);
    return root.trunk.maps(pass(training), images);
  }

  /** The classifier g of Eq. (4): order embeddings, three times (N, 128), to logits (N, 2). */
  @Paper(equation = 4)
  public NDArray orderLogits(NDArray query, NDArray earlier, NDArray later) {
    NDArray sequence = NDArrays.concat(new NDList(query, earlier, later), 1); // (N, 384)
    return run(root.classifier, sequence, false);
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
    return pass(training).through(block, x);
  }

  private NamedBlock.Pass pass(boolean training) {
    return new NamedBlock.Pass(store, training, normsKept);
  }

  @Override
  public void close() {
    carryOutBy(null);
    manager.close();
  }
}
