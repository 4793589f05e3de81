package seco.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.Paper;
import seco.tensor.NamedArrays;
import seco.tensor.SafeTensors.Described;
import seco.tensor.Values;

/**
 * A checkpoint's network under the published names: {@code conv1.weight}, {@code fc_inter.0.bias}.
 * Beginnings such as {@code module.} and {@code module.encoder_q.} are taken off. A single MLP
 * head, as MoCo v2 has, serves as that of each of the three tasks, as the authors start SeCo.
 */
@Paper(section = "SeCo Training")
public final class ForeignWeights {
  private static final List<String> TASKS = List.of("fc_inter.", "fc_intra.", "fc_order.");
  private static final String ONE_HEAD = "fc.";
  private static final String RUN = "encoder.";

  private final WeightsFile weights;
  private final String prefix;
  private final boolean oneHead;

  private ForeignWeights(WeightsFile weights, String prefix) {
    this.weights = weights;
    this.prefix = prefix;
    Set<String> names = weights.tensors().keySet();
    oneHead =
        names.contains(prefix + ONE_HEAD + "0.weight")
            && names.contains(prefix + ONE_HEAD + "2.weight");
  }

  /**
   * Finds the network in a file.
   *
   * @throws InputException if the file is refused, or holds no residual network
   */
  public static ForeignWeights read(Path file) throws IOException {
    return of(WeightsFile.read(file));
  }

  /** Finds the network in a file that has been read. */
  public static ForeignWeights of(WeightsFile weights) {
    Optional<String> prefix = NetworkPrefix.of(weights.tensors().keySet());
    return new ForeignWeights(
        weights,
        prefix.orElseThrow(
            () ->
                new InputException(
                    weights.file() + ": holds no residual network (no conv1.weight with layer1)")));
  }

  /**
   * The network of a file whose names are its own, or those of a run's checkpoint.
   *
   * @param mark a name that the network has
   * @throws InputException if the file has no tensor of that name
   */
  public static ForeignWeights named(WeightsFile weights, String mark) {
    for (String prefix : List.of("", RUN)) {
      if (weights.tensors().containsKey(prefix + mark)) {
        return new ForeignWeights(weights, prefix);
      }
    }
    throw new InputException(weights.file() + ": holds no such network (no " + mark + ")");
  }

  public CheckpointKind kind() {
    return weights.kind();
  }

  /** The network's tensors under the published names, in the file's order. */
  public Map<String, Described> published() {
    Map<String, Described> published = new LinkedHashMap<>();
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                published.put(name.substring(prefix.length()), tensor);
              }
            });
    return published;
  }

  /** The shapes of {@link #published}. */
  public Map<String, List<Long>> shapes() {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    published().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    return shapes;
  }

  /** The file's names beside its network. */
  public List<String> outside() {
    return weights.tensors().keySet().stream().filter(n -> !n.startsWith(prefix)).toList();
  }

  /** As {@link #published}, a single MLP head given to each of the three tasks. */
  public Map<String, Described> asSeco() {
    Map<String, Described> named = new LinkedHashMap<>();
    published()
        .forEach(
            (name, tensor) -> {
              if (oneHead && name.startsWith(ONE_HEAD)) {
                TASKS.forEach(t -> named.put(t + name.substring(ONE_HEAD.length()), tensor));
              } else {
                named.put(name, tensor);
              }
            });
    return named;
  }

  /** As {@link #published} without heads; a classifier of one linear layer stays. */
  public Map<String, Described> asTorchvision() {
    Map<String, Described> named = published();
    boolean classifier = named.containsKey("fc.weight") && kind() != CheckpointKind.MOCO_V1;
    named
        .keySet()
        .removeIf(n -> n.startsWith("fc") && !(classifier && n.matches("fc\\.(weight|bias)")));
    return named;
  }

  /** The file's tensor for a network's name. */
  private @Nullable Described source(String name, Map<String, Described> published) {
    Described own = published.get(name);
    for (String task : TASKS) {
      if (own == null && oneHead && name.startsWith(task)) {
        own = published.get(ONE_HEAD + name.substring(task.length()));
      }
    }
    return own;
  }

  /** How the file's names go with a network's. Nothing is read into the network. */
  public LoadReport compare(NamedArrays network) {
    Map<String, Described> published = published();
    List<String> matched = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> reshaped = new ArrayList<>();
    TreeSet<String> left = new TreeSet<>(weights.tensors().keySet());
    network.forEach(
        (name, array) -> {
          Described source = source(name, published);
          if (source == null) {
            missing.add(name);
          } else {
            left.remove(source.name());
            (source.shape().equals(shape(array)) ? matched : reshaped).add(name);
          }
        });
    List<String> unexpected = new ArrayList<>();
    List<String> unused = new ArrayList<>();
    for (String name : left) {
      String own = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
      boolean companion = NetworkPrefix.isCompanion(own);
      (companion ? unused : unexpected).add(companion ? name : own);
    }
    return new LoadReport(matched, missing, unexpected, reshaped, unused);
  }

  /**
   * Gives a network the file's values. All of them are read before any is given.
   *
   * @return what was matched and what was not
   * @throws InputException if names or shapes differ otherwise than {@code allowed}, or a value is
   *     not finite; then the network is as it was
   */
  public LoadReport load(NamedArrays network, LoadReport.Allowed allowed) throws IOException {
    LoadReport report = compare(network).settled(allowed);
    String refused = report.refused(allowed);
    if (!refused.isEmpty()) {
      throw new InputException(
          weights.file() + ": differs from the network otherwise than allowed" + refused);
    }
    Map<String, Described> published = published();
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> values = new LinkedHashMap<>();
      for (String name : report.taken()) {
        Described source = Objects.requireNonNull(source(name, published), name);
        values.put(name, array(source, network.get(name), manager));
      }
      network.only(values::containsKey).copyFrom(new NamedArrays(values));
    }
    return report;
  }

  private NDArray array(Described source, NDArray target, NDManager manager) throws IOException {
    Shape shape = target.getShape();
    long elements = source.shape().stream().reduce(1L, Math::multiplyExact);
    if (elements != shape.size()) {
      throw new InputException(
          "%s: %s of shape %s cannot become %s"
              .formatted(weights.file(), source.name(), source.shape(), shape));
    }
    NDArray array = Values.create(manager, weights.values(source), shape, source.type());
    requireFinite(source, array);
    return array;
  }

  private void requireFinite(Described source, NDArray array) {
    if (!source.type().isFloating() || array.isEmpty()) {
      return;
    }
    try (NDArray magnitudes = array.abs();
        NDArray largest = magnitudes.max().toType(DataType.FLOAT64, false)) {
      if (!Double.isFinite(largest.getDouble())) {
        throw new InputException(
            "%s: %s holds a value that is %s; take weights from before their training diverged"
                .formatted(weights.file(), source.name(), largest.getDouble()));
      }
    }
  }

  private static List<Long> shape(NDArray array) {
    List<Long> shape = new ArrayList<>();
    for (long size : array.getShape().getShape()) {
      shape.add(size);
    }
    return shape;
  }
}
