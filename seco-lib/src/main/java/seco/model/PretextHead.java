package seco.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import seco.tensor.Gradients;
import seco.tensor.NamedArrays;
import seco.tensor.Shapes;

/**
 * What chooses a class from the trunk's features of V frames. It serves the training alone;
 * downstream tasks use the features before it.
 */
public final class PretextHead implements AutoCloseable {
  /** How the features of several frames are brought together. */
  public enum Form {
    /** One after the other, into one linear layer. */
    JOINED,
    /** Pair by pair through a layer that all pairs share, then all into a linear layer. */
    PAIRS
  }

  private final NDManager manager;
  private final PretextBlock root;
  private final ParameterStore store;
  private final NamedArrays arrays;

  private PretextHead(NDManager parent, PretextBlock root, RandomGenerator random) {
    manager = parent.newSubManager();
    this.root = root;
    Gradients.off(); // values are written into parameters, on whatever thread this is
    root.initialize(manager, DataType.FLOAT32, new Shape(1, root.inputs()));
    store = new ParameterStore(manager, false);
    Map<String, Parameter> parameters = PublishedNames.of(root);
    Initialization.fill(parameters, random);
    Map<String, NDArray> values = new LinkedHashMap<>();
    parameters.forEach((name, parameter) -> values.put(name, parameter.getArray()));
    arrays = new NamedArrays(values);
  }

  /**
   * A freshly initialised head.
   *
   * @param frames V, whose features it takes
   * @param featureSize D, of each of them
   * @param classes C, among which it chooses
   */
  public static PretextHead create(
      NDManager manager,
      Form form,
      int frames,
      int featureSize,
      int classes,
      RandomGenerator random) {
    return new PretextHead(manager, new PretextBlock(form, frames, featureSize, classes), random);
  }

  /** Features of tuples of frames (N V, D), tuple after tuple, to logits (N, C). */
  public NDArray logits(NDArray features) {
    Shapes.require("features", features, Shapes.ANY, root.featureSize());
    NDArray joined = features.reshape(new Shape(-1, root.inputs())); // (N, V D)
    return root.forward(store, new NDList(joined), true).singletonOrThrow();
  }

  /** All arrays by name; all of them are trained. */
  public NamedArrays arrays() {
    return arrays;
  }

  @Override
  public void close() {
    manager.close();
  }
}
