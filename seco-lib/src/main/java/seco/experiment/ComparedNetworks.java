package seco.experiment;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import seco.InputException;
import seco.lab.LabConfig;
import seco.pretrain.PretrainConfig;
import seco.run.Scale;

/**
 * Networks that an experiment compares: rows of the lab's ablation, which are trained where they
 * are missing, and given ones, the same for every seed. At the paper's scale there is no ablation
 * on the lab, so that all trained networks are given.
 *
 * @param scale of the networks
 * @param rows of the ablation
 * @param given weights by the row's name: a run, or a file of another program
 * @param data folder of the data sets
 * @param runs folder of the runs; what is finished there is not done again
 */
public record ComparedNetworks(
    Scale scale, List<Row> rows, Map<String, Path> given, Path data, Path runs) {
  public ComparedNetworks {
    rows = List.copyOf(rows);
    given = new LinkedHashMap<>(given);
    for (Row row : rows) {
      if (scale == Scale.PAPER && row != Variant.RANDOM) {
        throw new InputException(
            "scale 'paper': row '" + row.label() + "' is not trained there, give its weights");
      }
    }
    for (String name : given.keySet()) {
      boolean taken = Row.labels(rows).contains(name);
      for (Variant variant : Variant.values()) {
        taken |=
            variant.label().equals(name) && (scale != Scale.PAPER || variant == Variant.RANDOM);
      }
      if (taken || !name.matches("[A-Za-z0-9._+-]+")) {
        throw refused(name);
      }
    }
  }

  static InputException refused(String name) {
    return new InputException(
        "row '" + name + "': choose a name of letters, digits and . _ + - that no other row has");
  }

  /** The rows of the table; at the paper's scale random weights alone. */
  public static List<Row> table(Scale scale) {
    return scale == Scale.PAPER ? List.of(Variant.RANDOM) : List.of(Variant.values());
  }

  /** The names of all rows, in their order. */
  public List<String> labels() {
    List<String> labels = new ArrayList<>(Row.labels(rows));
    labels.addAll(given.keySet());
    return labels;
  }

  /** What is done with a network, which is there no longer than that. */
  @FunctionalInterface
  interface Use<T> {
    T of(FrozenNetwork network) throws IOException, InterruptedException;
  }

  /**
   * Takes the network of a row and a seed, trained first where it is missing.
   *
   * @throws InterruptedException where the listener requests a stop; the same call goes on
   */
  <T> T use(String label, long seed, LabAblation.Listener listener, Use<T> use)
      throws IOException, InterruptedException {
    try (NDManager manager = NDManager.newBaseManager()) {
      Optional<Row> row = rows.stream().filter(r -> r.label().equals(label)).findFirst();
      if (row.isEmpty()) {
        return use.of(given(Objects.requireNonNull(given.get(label), label), manager));
      }
      if (row.get() == Variant.RANDOM) {
        PretrainConfig config = PretrainConfig.preset(scale.id()).withSeed(seed);
        return use.of(FrozenNetwork.random(config, manager));
      }
      return use.of(trained(row.get(), seed, listener, manager));
    }
  }

  private FrozenNetwork trained(
      Row row, long seed, LabAblation.Listener listener, NDManager manager)
      throws IOException, InterruptedException {
    double bias = LabConfig.standard().sceneBias();
    try (LabData lab = LabData.open(data, scale, bias, seed, listener.data(seed))) {
      Ablation ablation =
          new Ablation(
              AblationConfig.of(scale), AblationData.of(lab, null), runs.resolve("ablation"));
      if (row.continuesStart()) {
        ablation.train(Variant.START, seed, listener);
      }
      ablation.train(row, seed, listener);
      return ablation.frozen(row, seed, manager);
    }
  }

  private FrozenNetwork given(Path weights, NDManager manager) throws IOException {
    if (!Files.exists(weights)) {
      throw new InputException(weights + ": no run, and no file of weights");
    }
    return Files.isDirectory(weights)
        ? FrozenNetwork.ofRun(weights, manager)
        : FrozenNetwork.ofFile(weights, PretrainConfig.preset(scale.id()), manager);
  }
}
